package io.millstream.analytics.send

import io.millstream.analytics.runtime.Cancellable
import java.net.InetAddress

/** One POST to the collector. */
internal class HttpRequest(
    val url: String,
    val body: ByteArray,
    val headers: Map<String, String>,
    /** Asked on the thread that waits for the network; a throw counts as no answer. */
    val token: (() -> String?)? = null,
    val lookup: ((String) -> List<InetAddress>)? = null,
)

/** What came of a request. Status 0 means that no answer came: no network, cut, given up. */
internal class HttpAnswer(val status: Int, val retryAfter: String? = null)

/** Sends requests. */
internal fun interface Transport {
    /** Starts a request, never throws; [onAnswer] is called once, on any thread. Cancelling makes the answer come soon. */
    fun start(request: HttpRequest, onAnswer: (HttpAnswer) -> Unit): Cancellable
}
