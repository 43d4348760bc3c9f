package io.millstream.analytics.send

import io.millstream.analytics.testing.AndroidTest
import java.net.InetAddress
import java.net.ServerSocket
import java.util.concurrent.CompletableFuture
import java.util.concurrent.CountDownLatch
import java.util.concurrent.TimeUnit
import kotlin.concurrent.thread
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test

public class UrlConnectionTransportTest : AndroidTest() {
    private val server = ServerSocket(0, 1, InetAddress.getLoopbackAddress())
    private val transport = UrlConnectionTransport { thread(isDaemon = true, block = it) }

    @After
    public fun closeServer(): Unit = server.close()

    /** Takes one request and gives [answer]; the future holds the request's head. */
    private fun serve(answer: String?): CompletableFuture<String> {
        val head = CompletableFuture<String>()
        thread(isDaemon = true) {
            val socket = server.accept()
            val reader = socket.getInputStream().bufferedReader()
            head.complete(generateSequence(reader::readLine).takeWhile { it.isNotEmpty() }.joinToString("\n"))
            if (answer != null) socket.use { it.getOutputStream().write(answer.toByteArray()) } else reader.readText()
        }
        return head
    }

    private fun send(request: HttpRequest): CompletableFuture<HttpAnswer> =
        CompletableFuture<HttpAnswer>().also { future -> transport.start(request) { future.complete(it) } }

    private fun <T> CompletableFuture<T>.soon(): T = get(10, TimeUnit.SECONDS)

    @Test
    public fun `posts body, headers and token, and reads status and Retry-After`() {
        val head = serve("HTTP/1.1 503 Busy\r\nRetry-After: 7\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
        val request = HttpRequest(
            "http://127.0.0.1:${server.localPort}/collect?appId=shop",
            "[]".toByteArray(),
            mapOf("Cookie" to "a=b"),
            token = { "secret" },
        )
        val answer = send(request).soon()
        assertEquals(503 to "7", answer.status to answer.retryAfter)
        val lines = head.soon().lines()
        assertEquals("POST /collect?appId=shop HTTP/1.1", lines.first())
        assertTrue(lines.toString(), lines.containsAll(listOf("Cookie: a=b", "Authorization: Bearer secret", "Content-Length: 2")))
    }

    @Test
    public fun `asks the app's own resolver`() {
        val head = serve("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
        val asked = ArrayList<String>()
        val request = HttpRequest("http://collect.example.org:${server.localPort}/collect", "[]".toByteArray(), emptyMap(), lookup = { host ->
            asked.add(host)
            listOf(InetAddress.getLoopbackAddress())
        })
        assertEquals(200, send(request).soon().status)
        assertEquals(listOf("collect.example.org"), asked)
        assertEquals("POST /collect HTTP/1.1", head.soon().lines().first())
    }

    @Test
    public fun `answers with 0 when nobody listens, when the address is none, and when the token cannot be had`() {
        val port = server.localPort
        server.close()
        val cases = listOf(
            HttpRequest("http://127.0.0.1:$port/collect", ByteArray(0), emptyMap()),
            HttpRequest("no address", ByteArray(0), emptyMap()),
            HttpRequest("file:///collect", ByteArray(0), emptyMap()),
            HttpRequest("http://127.0.0.1:$port/collect", ByteArray(0), emptyMap(), token = { error("signed out") }),
        )
        for (request in cases) assertEquals(request.url, 0, send(request).soon().status)
    }

    @Test
    public fun `answers with 0 when it is cancelled while the token does not come`() {
        val asked = CountDownLatch(1)
        val answer = CompletableFuture<HttpAnswer>()
        val request = HttpRequest("http://127.0.0.1:${server.localPort}/collect", ByteArray(0), emptyMap(), token = {
            asked.countDown()
            CountDownLatch(1).await()
            null
        })
        val call = transport.start(request) { answer.complete(it) }
        assertTrue(asked.await(10, TimeUnit.SECONDS))
        call.cancel()
        assertEquals(0, answer.soon().status)
    }

    @Test
    public fun `answers soon with 0 when a hanging request is cancelled`() {
        val head = serve(null)
        val answer = CompletableFuture<HttpAnswer>()
        val request = HttpRequest("http://127.0.0.1:${server.localPort}/collect", "[]".toByteArray(), emptyMap())
        val call = transport.start(request) { answer.complete(it) }
        head.soon()
        // Once is enough when the client already waits for the answer, which nobody can see from outside.
        val deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(5)
        while (!answer.isDone && System.nanoTime() < deadline) {
            call.cancel()
            Thread.yield()
        }
        assertEquals(0, answer.getNow(null)?.status)
    }
}
