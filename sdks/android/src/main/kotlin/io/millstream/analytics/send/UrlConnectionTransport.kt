package io.millstream.analytics.send

import io.millstream.analytics.runtime.Cancellable
import java.io.IOException
import java.net.HttpURLConnection
import java.net.URL

/** HTTP of the platform; [runBlocking] gives it a thread to wait on. */
internal class UrlConnectionTransport(private val runBlocking: (() -> Unit) -> Unit) : Transport {
    override fun start(request: HttpRequest, onAnswer: (HttpAnswer) -> Unit): Cancellable {
        val call = Call()
        runBlocking {
            val answer = try {
                send(request, call)
            } catch (_: Exception) {
                // IOException by contract; a SecurityException when the app has no INTERNET permission.
                HttpAnswer(0)
            }
            onAnswer(answer)
        }
        return call
    }

    private class Call : Cancellable {
        private var connection: HttpURLConnection? = null
        private var asking: Thread? = null
        private var isCancelled = false

        override fun cancel() {
            val running = synchronized(this) {
                isCancelled = true
                asking?.interrupt()
                connection
            }
            running?.disconnect()
        }

        /** A token that does not come must not hold the thread that all later requests need. */
        fun <T> ask(provider: () -> T): T {
            synchronized(this) {
                if (isCancelled) throw IOException("cancelled")
                asking = Thread.currentThread()
            }
            try {
                return provider()
            } finally {
                synchronized(this) {
                    asking = null
                    Thread.interrupted()
                }
            }
        }

        @Synchronized
        fun runs(connection: HttpURLConnection) {
            if (isCancelled) throw IOException("cancelled")
            this.connection = connection
        }
    }

    private fun send(request: HttpRequest, call: Call): HttpAnswer {
        val connection = open(URL(request.url), request)
        try {
            connection.requestMethod = "POST"
            connection.connectTimeout = STEP_TIMEOUT_MS
            connection.readTimeout = STEP_TIMEOUT_MS
            connection.doOutput = true
            connection.useCaches = false
            connection.instanceFollowRedirects = false
            // Without a fixed length the platform may repeat a POST in silence when the connection breaks.
            connection.setFixedLengthStreamingMode(request.body.size)
            for ((name, value) in request.headers) connection.setRequestProperty(name, value)
            request.token?.let(call::ask)?.let { connection.setRequestProperty("Authorization", "Bearer $it") }
            call.runs(connection)
            connection.outputStream.use { it.write(request.body) }
            // A connection closed before the answer is asked for would be opened anew, without a body.
            call.runs(connection)
            return HttpAnswer(connection.responseCode, connection.getHeaderField("Retry-After")).also { drain(connection) }
        } finally {
            connection.disconnect()
        }
    }

    private fun open(url: URL, request: HttpRequest): HttpURLConnection {
        val address = request.lookup?.let { runCatching { it(url.host).firstOrNull() }.getOrNull() }
        val connection = if (address == null) url.openConnection() else openAt(url, address)
        return connection as? HttpURLConnection ?: throw IOException("${url.protocol} is no HTTP")
    }

    private fun drain(connection: HttpURLConnection) {
        val stream = if (connection.responseCode < FIRST_ERROR) connection.inputStream else connection.errorStream
        stream?.use { it.skip(MAX_DRAINED_BYTES) }
    }

    private companion object {
        /** Of connecting and of each read; the whole call has a time-out of its own. */
        const val STEP_TIMEOUT_MS = 10_000
        const val FIRST_ERROR = 400
        const val MAX_DRAINED_BYTES = 65_536L
    }
}
