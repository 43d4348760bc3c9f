// Relays an event of a visitor who talked to your server: the visitor's address and browser, not the server's.
// Usage: go run ./relay CLIENT_ADDRESS CLIENT_USER_AGENT
package main

import (
	"bytes"
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
	clientAddress, clientUserAgent := os.Args[1], os.Args[2]
	id := newID()
	body, err := json.Marshal([]object{{
		"event_type": "newsletter_ordered",
		"event_id":   id,
		"timestamp":  time.Now().UnixMilli(),
		"app_id":     appID,
		"unique_id":  "visitor-1",
		"attributes": object{"list": "weekly"},
	}})
	if err != nil {
		log.Fatal(err)
	}

	target := endpoint + "?" + url.Values{"appId": {appID}}.Encode()
	request, err := http.NewRequest(http.MethodPost, target, bytes.NewReader(body))
	if err != nil {
		log.Fatal(err)
	}
	request.Header.Set("Content-Type", "application/json; charset=utf-8")
	request.Header.Set("X-Forwarded-For", clientAddress)
	request.Header.Set("User-Agent", clientUserAgent)
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
