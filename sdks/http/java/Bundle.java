import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/** Sends the events of one session in one request. */
public class Bundle {
  private static final String ENDPOINT = System.getenv("MILLSTREAM_ENDPOINT");
  private static final String APP_ID = System.getenv("MILLSTREAM_APP_ID");
  private static final long STARTED_AT = System.currentTimeMillis() - 60_000;

  private record Event(UUID id, String name, long afterMs, String attributes) {
    Event(String name, long afterMs, String attributes) {
      this(UUID.randomUUID(), name, afterMs, attributes);
    }

    String json() {
      return """
          {
            "event_type": "%s", "event_id": "%s", "timestamp": %d, "app_id": "%s",
            "unique_id": "visitor-1",
            "attributes": {
              "_session_id": "visitor-1-%d", "_session_number": 1,
              "_session_start_timestamp": %d, "_session_duration": %d, %s
            },
            "items": [{ "id": "tea-1", "name": "Green tea", "price": 12.5, "quantity": 1 }]
          }""".formatted(name, id, STARTED_AT + afterMs, APP_ID, STARTED_AT, STARTED_AT, afterMs, attributes);
    }
  }

  public static void main(String[] args) throws Exception {
    var events = List.of(
        new Event("product_viewed", 0, "\"list\": \"new\""),
        new Event("cart_filled", 30_000, "\"cart_size\": 1"),
        new Event("order_paid", 60_000, "\"_value\": 12.5, \"_currency\": \"EUR\""));
    var body = events.stream().map(Event::json).collect(Collectors.joining(",", "[", "]"));

    var target = ENDPOINT + "?appId=" + URLEncoder.encode(APP_ID, StandardCharsets.UTF_8);
    var request = HttpRequest.newBuilder(URI.create(target))
        .timeout(Duration.ofSeconds(10))
        .header("Content-Type", "application/json; charset=utf-8")
        .POST(BodyPublishers.ofString(body))
        .build();
    var answer = HttpClient.newHttpClient().send(request, BodyHandlers.discarding());
    if (answer.statusCode() != 200) throw new IllegalStateException("not accepted: " + answer.statusCode());
    for (var event : events) System.out.println(event.id());
  }
}
