// Sends one event until it is accepted: same body, same event id, so that it is counted once.
package main

import (
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
	body, err := json.Marshal([]object{{
		"event_type": "order_paid",
		"event_id":   id,
		"timestamp":  time.Now().UnixMilli(),
		"app_id":     appID,
		"unique_id":  "visitor-1",
		"attributes": object{"_value": 12.5, "_currency": "EUR"},
	}})
	if err != nil {
		log.Fatal(err)
	}
	client := &http.Client{Timeout: 10 * time.Second}
	if err := send(client, endpoint+"?"+url.Values{"appId": {appID}}.Encode(), body); err != nil {
		log.Fatal(err)
	}
	fmt.Println(id)
}
