// Sends one compressed event as raw gzip with Content-Encoding.
package main

import (
	"bytes"
	"compress/gzip"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"log"
	"net/http"
	"net/url"
	"os"
	"time"
)

type object map[string]any

// newID answers with a random UUID, version 4.
func newID() string {
	b := make([]byte, 16)
	if _, err := rand.Read(b); err != nil {
		log.Fatal(err)
	}
	b[6], b[8] = b[6]&0x0f|0x40, b[8]&0x3f|0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", b[:4], b[4:6], b[6:8], b[8:10], b[10:])
}

func main() {
	endpoint, appID := os.Getenv("MILLSTREAM_ENDPOINT"), os.Getenv("MILLSTREAM_APP_ID")
	id := newID()
	var body bytes.Buffer
	zip := gzip.NewWriter(&body)
	err := json.NewEncoder(zip).Encode([]object{{
		"event_type": "article_read",
		"event_id":   id,
		"timestamp":  time.Now().UnixMilli(),
		"app_id":     appID,
		"unique_id":  "visitor-1",
		"attributes": object{"article": "How tea is made", "words": 1200},
	}})
	if err != nil {
		log.Fatal(err)
	}
	if err := zip.Close(); err != nil {
		log.Fatal(err)
	}

	target := endpoint + "?" + url.Values{"appId": {appID}}.Encode()
	request, err := http.NewRequest(http.MethodPost, target, &body)
	if err != nil {
		log.Fatal(err)
	}
	request.Header.Set("Content-Type", "application/json; charset=utf-8")
	request.Header.Set("Content-Encoding", "gzip")
	client := http.Client{Timeout: 10 * time.Second}
	answer, err := client.Do(request)
	if err != nil {
		log.Fatal(err)
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		log.Fatalf("not accepted: %s", answer.Status)
	}
	fmt.Println(id)
}
