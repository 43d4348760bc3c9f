// Sends the events of one session in one request.
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

var (
	endpoint  = os.Getenv("MILLSTREAM_ENDPOINT")
	appID     = os.Getenv("MILLSTREAM_APP_ID")
	startedAt = time.Now().UnixMilli() - 60_000
	tea       = object{"id": "tea-1", "name": "Green tea", "price": 12.5, "quantity": 1}
)

// newID answers with a random UUID, version 4.
func newID() string {
	b := make([]byte, 16)
	if _, err := rand.Read(b); err != nil {
		log.Fatal(err)
	}
	b[6], b[8] = b[6]&0x0f|0x40, b[8]&0x3f|0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", b[:4], b[4:6], b[6:8], b[8:10], b[10:])
}

func event(name string, afterMs int64, attributes object) object {
	attributes["_session_id"] = fmt.Sprintf("visitor-1-%d", startedAt)
	attributes["_session_number"] = 1
	attributes["_session_start_timestamp"] = startedAt
	attributes["_session_duration"] = afterMs
	return object{
		"event_type": name,
		"event_id":   newID(),
		"timestamp":  startedAt + afterMs,
		"app_id":     appID,
		"unique_id":  "visitor-1",
		"attributes": attributes,
		"items":      []object{tea},
	}
}

func main() {
	events := []object{
		event("product_viewed", 0, object{"list": "new"}),
		event("cart_filled", 30_000, object{"cart_size": 1}),
		event("order_paid", 60_000, object{"_value": 12.5, "_currency": "EUR"}),
	}
	body, err := json.Marshal(events)
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
	for _, sent := range events {
		fmt.Println(sent["event_id"])
	}
}
