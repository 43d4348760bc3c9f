package io.millstream.analytics.testing

import android.util.Base64
import io.millstream.analytics.runtime.Cancellable
import io.millstream.analytics.send.HttpAnswer
import io.millstream.analytics.send.HttpRequest
import io.millstream.analytics.send.Transport
import java.net.URI
import java.net.URLDecoder
import java.util.zip.GZIPInputStream
import org.json.JSONArray
import org.json.JSONObject

/** One request as the collector saw it. */
internal class SeenRequest(val query: Map<String, String>, val events: List<JSONObject>, val body: String, val headers: Map<String, String>)

/** How the collector meets a request. */
internal sealed interface Meeting {
    class Answer(val status: Int, val retryAfter: String? = null) : Meeting

    /** Stores the events, and the answer is lost. */
    object Lost : Meeting

    /** No answer comes until the client gives up. */
    object Hang : Meeting
}

/** A collector in memory that answers at once, as [meetings] say, and then with 200. */
internal class FakeCollector : Transport {
    val requests = ArrayList<SeenRequest>()
    val meetings = ArrayDeque<Meeting>()

    /** Decides by the events themselves; null leaves it to [meetings]. */
    var judge: (List<JSONObject>) -> Meeting? = { null }

    /** Events in the order in which they were first stored, each once. */
    val stored = LinkedHashMap<String, JSONObject>()

    override fun start(request: HttpRequest, onAnswer: (HttpAnswer) -> Unit): Cancellable {
        val seen = see(request)
        requests.add(seen)
        val meeting = judge(seen.events) ?: meetings.removeFirstOrNull() ?: Meeting.Answer(200)
        if (meeting is Meeting.Lost || (meeting is Meeting.Answer && meeting.status == 200)) {
            for (event in seen.events) stored.getOrPut(event.getString("event_id")) { event }
        }
        when (meeting) {
            is Meeting.Answer -> onAnswer(HttpAnswer(meeting.status, meeting.retryAfter))
            is Meeting.Lost -> onAnswer(HttpAnswer(0))
            is Meeting.Hang -> return Cancellable { onAnswer(HttpAnswer(0)) }
        }
        return Cancellable {}
    }

    fun storedNames(): List<String> = stored.values.map { it.getString("event_type") }

    private fun see(request: HttpRequest): SeenRequest {
        val query = URI(request.url).rawQuery.split('&').associate {
            it.substringBefore('=') to URLDecoder.decode(it.substringAfter('='), "UTF-8")
        }
        val body = request.body.decodeToString()
        val json = if (query["compression"] == "gzip") unpacked(body) else body
        val array = JSONArray(json)
        return SeenRequest(query, List(array.length()) { array.getJSONObject(it) }, body, request.headers)
    }

    private fun unpacked(text: String): String =
        GZIPInputStream(Base64.decode(text, Base64.DEFAULT).inputStream()).use { it.readBytes().decodeToString() }
}
