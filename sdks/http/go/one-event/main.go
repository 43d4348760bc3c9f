// Sends one event.
// Usage: MILLSTREAM_ENDPOINT=https://collect.example.com/collect MILLSTREAM_APP_ID=shop go run ./one-event
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
	id, now := newID(), time.Now().UnixMilli()
	body, err := json.Marshal([]object{{
		"event_type": "order_paid",
		"event_id":   id,
		"timestamp":  now,
		"app_id":     appID,
		"unique_id":  "visitor-1",
		"user":       object{"_user_id": object{"value": "42", "set_timestamp": now}},
		"attributes": object{"_value": 12.5, "_currency": "EUR"},
	}})
	if err != nil {
		log.Fatal(err)
	}

	client := http.Client{Timeout: 10 * time.Second}
	target := endpoint + "?" + url.Values{"appId": {appID}}.Encode()
	answer, err := client.Post(target, "application/json; charset=utf-8", bytes.NewReader(body))
	if err != nil {
		log.Fatal(err)
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		log.Fatalf("not accepted: %s", answer.Status)
	}
	fmt.Println(id)
}
