import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;

/** Sends one event. Usage: MILLSTREAM_ENDPOINT=https://collect.example.com/collect MILLSTREAM_APP_ID=shop java OneEvent.java */
public class OneEvent {
  public static void main(String[] args) throws Exception {
    var endpoint = System.getenv("MILLSTREAM_ENDPOINT");
    var appId = System.getenv("MILLSTREAM_APP_ID");
    var eventId = UUID.randomUUID();
    long now = System.currentTimeMillis();
    // Java has no JSON of its own: use your JSON library for values that are not your own constants.
    var body = """
        [{
          "event_type": "order_paid", "event_id": "%s", "timestamp": %d, "app_id": "%s",
          "unique_id": "visitor-1",
          "user": { "_user_id": { "value": "42", "set_timestamp": %d } },
          "attributes": { "_value": 12.5, "_currency": "EUR" }
        }]
        """.formatted(eventId, now, appId, now);

    var target = endpoint + "?appId=" + URLEncoder.encode(appId, StandardCharsets.UTF_8);
    var request = HttpRequest.newBuilder(URI.create(target))
        .timeout(Duration.ofSeconds(10))
        .header("Content-Type", "application/json; charset=utf-8")
        .POST(BodyPublishers.ofString(body))
        .build();
    var answer = HttpClient.newHttpClient().send(request, BodyHandlers.discarding());
    if (answer.statusCode() != 200) throw new IllegalStateException("not accepted: " + answer.statusCode());
    System.out.println(eventId);
  }
}
