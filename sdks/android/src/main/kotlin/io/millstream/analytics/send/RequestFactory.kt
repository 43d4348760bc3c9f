package io.millstream.analytics.send

import io.millstream.analytics.store.StoredEvent
import java.net.URLEncoder

/** Makes requests of events, as the collector's protocol wants them. */
internal class RequestFactory(private val parts: SenderParts) {
    fun of(events: List<StoredEvent>): HttpRequest {
        val configuration = parts.configuration
        val body = RequestBody.of(events.map { it.json }, configuration.isCompressing)
        val query = LinkedHashMap<String, String>()
        query["appId"] = configuration.appId.orEmpty()
        query["platform"] = "Android"
        query["event_bundle_sequence_id"] = parts.nextSequence().toString()
        query["upload_timestamp"] = parts.clock.wallMs().toString()
        query["hashCode"] = body.hashCode
        if (body.isCompressed) query["compression"] = "gzip"
        if (configuration.isDebugMode) query["debug"] = "1"
        val endpoint = configuration.endpoint.orEmpty()
        val parameters = query.entries.joinToString("&") { (name, value) -> "$name=${URLEncoder.encode(value, "UTF-8")}" }
        val url = "$endpoint${if ('?' in endpoint) '&' else '?'}$parameters"
        return HttpRequest(
            url,
            body.bytes,
            headers(),
            token = configuration.tokenProvider?.let { provider -> { provider.token() } },
            lookup = configuration.dns?.let { dns -> { host -> dns.lookup(host) } },
        )
    }

    private fun headers(): Map<String, String> {
        val headers = LinkedHashMap<String, String>()
        headers["Content-Type"] = "application/json; charset=utf-8"
        parts.configuration.authCookie?.let { headers["Cookie"] = it }
        return headers
    }
}
