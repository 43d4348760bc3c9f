package main

import (
	"bytes"
	"fmt"
	"math/rand"
	"net/http"
	"strconv"
	"time"
)

const maxTries = 9

// backOff is 1 s, 2 s, 4 s … at most 5 min, ±20 %, so that many senders do not come back together.
func backOff(tries int) time.Duration {
	wait := time.Second << (tries - 1)
	if wait > 5*time.Minute {
		wait = 5 * time.Minute
	}
	return time.Duration(float64(wait) * (0.8 + 0.4*rand.Float64()))
}

// retryAfter reads a number of seconds or a date.
func retryAfter(value string) (time.Duration, bool) {
	if seconds, err := strconv.Atoi(value); err == nil {
		return time.Duration(seconds) * time.Second, true
	}
	date, err := http.ParseTime(value)
	return time.Until(date), err == nil
}

// send repeats the same body until the collector answers 200, refuses it, or the tries are used up.
func send(client *http.Client, target string, body []byte) error {
	for tries := 1; ; tries++ {
		wait := backOff(tries)
		answer, err := client.Post(target, "application/json; charset=utf-8", bytes.NewReader(body))
		if err == nil {
			answer.Body.Close()
			status := answer.StatusCode
			if status == http.StatusOK {
				return nil
			}
			err = fmt.Errorf("not accepted: %s", answer.Status)
			if status < 500 && status != http.StatusTooManyRequests {
				return err
			}
			if asked, ok := retryAfter(answer.Header.Get("Retry-After")); ok {
				wait = asked
			}
		}
		if tries == maxTries {
			return err
		}
		time.Sleep(wait)
	}
}
