import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;

/**
 * Relays an event of a visitor who talked to your server: the visitor's address and browser, not the server's.
 * Usage: java Relay.java CLIENT_ADDRESS CLIENT_USER_AGENT
 */
public class Relay {
  public static void main(String[] args) throws Exception {
    var clientAddress = args[0];
    var clientUserAgent = args[1];
    var endpoint = System.getenv("MILLSTREAM_ENDPOINT");
    var appId = System.getenv("MILLSTREAM_APP_ID");
    var eventId = UUID.randomUUID();
    var body = """
        [{
          "event_type": "newsletter_ordered", "event_id": "%s", "timestamp": %d, "app_id": "%s",
          "unique_id": "visitor-1",
          "attributes": { "list": "weekly" }
        }]
        """.formatted(eventId, System.currentTimeMillis(), appId);

    var target = endpoint + "?appId=" + URLEncoder.encode(appId, StandardCharsets.UTF_8);
    var request = HttpRequest.newBuilder(URI.create(target))
        .timeout(Duration.ofSeconds(10))
        .header("Content-Type", "application/json; charset=utf-8")
        .header("X-Forwarded-For", clientAddress)
        .header("User-Agent", clientUserAgent)
        .POST(BodyPublishers.ofString(body))
        .build();
    var answer = HttpClient.newHttpClient().send(request, BodyHandlers.discarding());
    if (answer.statusCode() != 200) throw new IllegalStateException("not accepted: " + answer.statusCode());
    System.out.println(eventId);
  }
}
