import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;

/** Sends one compressed event as raw gzip with Content-Encoding. */
public class Gzip {
  public static void main(String[] args) throws Exception {
    var endpoint = System.getenv("MILLSTREAM_ENDPOINT");
    var appId = System.getenv("MILLSTREAM_APP_ID");
    var eventId = UUID.randomUUID();
    var json = """
        [{
          "event_type": "article_read", "event_id": "%s", "timestamp": %d, "app_id": "%s",
          "unique_id": "visitor-1",
          "attributes": { "article": "How tea is made", "words": 1200 }
        }]
        """.formatted(eventId, System.currentTimeMillis(), appId);
    var body = new ByteArrayOutputStream();
    try (var zip = new GZIPOutputStream(body)) {
      zip.write(json.getBytes(StandardCharsets.UTF_8));
    }

    var target = endpoint + "?appId=" + URLEncoder.encode(appId, StandardCharsets.UTF_8);
    var request = HttpRequest.newBuilder(URI.create(target))
        .timeout(Duration.ofSeconds(10))
        .header("Content-Type", "application/json; charset=utf-8")
        .header("Content-Encoding", "gzip")
        .POST(BodyPublishers.ofByteArray(body.toByteArray()))
        .build();
    var answer = HttpClient.newHttpClient().send(request, BodyHandlers.discarding());
    if (answer.statusCode() != 200) throw new IllegalStateException("not accepted: " + answer.statusCode());
    System.out.println(eventId);
  }
}
