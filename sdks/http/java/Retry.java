import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** Sends one event until it is accepted: same body, same event id, so that it is counted once. */
public class Retry {
  private static final int MAX_TRIES = 9;
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  /** 1 s, 2 s, 4 s … at most 5 min, ±20 %, so that many senders do not come back together. */
  private static long backOffMs(int tries) {
    return (long) (Math.min(1L << (tries - 1), 300) * 1000 * ThreadLocalRandom.current().nextDouble(0.8, 1.2));
  }

  /** Reads a number of seconds or a date; without a usable one answers with the other wait. */
  private static long waitMs(String retryAfter, long otherwiseMs) {
    if (retryAfter.matches("\\d{1,9}")) return Long.parseLong(retryAfter) * 1000;
    try {
      var date = Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(retryAfter));
      return Math.max(0, Duration.between(Instant.now(), date).toMillis());
    } catch (DateTimeParseException none) {
      return otherwiseMs;
    }
  }

  private static void send(HttpRequest request) throws IOException, InterruptedException {
    for (int tries = 1; ; tries++) {
      long waitMs = backOffMs(tries);
      try {
        var answer = CLIENT.send(request, BodyHandlers.discarding());
        int status = answer.statusCode();
        if (status == 200) return;
        if ((status < 500 && status != 429) || tries == MAX_TRIES)
          throw new IllegalStateException("not accepted: " + status);
        waitMs = waitMs(answer.headers().firstValue("Retry-After").orElse(""), waitMs);
      } catch (IOException noAnswer) {
        if (tries == MAX_TRIES) throw noAnswer;
      }
      Thread.sleep(waitMs);
    }
  }

  public static void main(String[] args) throws Exception {
    var appId = System.getenv("MILLSTREAM_APP_ID");
    var eventId = UUID.randomUUID();
    var body = """
        [{
          "event_type": "order_paid", "event_id": "%s", "timestamp": %d, "app_id": "%s",
          "unique_id": "visitor-1",
          "attributes": { "_value": 12.5, "_currency": "EUR" }
        }]
        """.formatted(eventId, System.currentTimeMillis(), appId);
    var target = System.getenv("MILLSTREAM_ENDPOINT") + "?appId=" + URLEncoder.encode(appId, StandardCharsets.UTF_8);
    send(HttpRequest.newBuilder(URI.create(target))
        .timeout(Duration.ofSeconds(10))
        .header("Content-Type", "application/json; charset=utf-8")
        .POST(BodyPublishers.ofString(body))
        .build());
    System.out.println(eventId);
  }
}
