package io.millstream.analytics.testing

import android.util.Base64
import java.io.InputStream
import java.net.InetAddress
import java.net.ServerSocket
import java.net.Socket
import java.util.concurrent.LinkedBlockingQueue
import java.util.concurrent.TimeUnit
import java.util.zip.GZIPInputStream
import kotlin.concurrent.thread
import org.json.JSONArray
import org.json.JSONObject

/** A collector on a port of this machine, for tests of the SDK as a whole, on its own threads and the real clock. */
public class LocalCollector : AutoCloseable {
    private val server = ServerSocket(0, 50, InetAddress.getLoopbackAddress())
    private val events = LinkedBlockingQueue<JSONObject>()
    public val endpoint: String = "http://127.0.0.1:${server.localPort}/collect"

    init {
        thread(isDaemon = true) {
            while (!server.isClosed) runCatching { server.accept().use(::take) }
        }
    }

    /** Waits for the next event called [name]. */
    public fun await(name: String): JSONObject {
        while (true) {
            val event = events.poll(MAX_WAIT_S, TimeUnit.SECONDS) ?: error("no event $name came")
            if (event.getString("event_type") == name) return event
        }
    }

    override fun close(): Unit = server.close()

    private fun take(socket: Socket) {
        val stream = socket.getInputStream()
        val head = generateSequence { lineOf(stream) }.takeWhile { it.isNotEmpty() }.toList()
        val length = head.first { it.startsWith("Content-Length:", ignoreCase = true) }.substringAfter(':').trim().toInt()
        val body = ByteArray(length)
        var read = 0
        while (read < length) read += stream.read(body, read, length - read).also { check(it > 0) }
        val json = GZIPInputStream(Base64.decode(body, Base64.DEFAULT).inputStream()).use { it.readBytes().decodeToString() }
        val array = JSONArray(json)
        for (at in 0 until array.length()) events.add(array.getJSONObject(at))
        socket.getOutputStream().write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".toByteArray())
    }

    private fun lineOf(stream: InputStream): String {
        val line = StringBuilder()
        while (true) {
            val unit = stream.read()
            if (unit < 0 || unit == '\n'.code) return line.toString().trimEnd('\r')
            line.append(unit.toChar())
        }
    }

    private companion object {
        const val MAX_WAIT_S = 20L
    }
}
