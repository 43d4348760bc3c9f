package io.millstream.analytics.send

import io.millstream.analytics.ClickstreamEvent
import io.millstream.analytics.ClickstreamInstance
import io.millstream.analytics.testing.AndroidTest
import io.millstream.analytics.testing.FakeCollector
import io.millstream.analytics.testing.Meeting
import io.millstream.analytics.testing.TestDevice
import io.millstream.analytics.testing.eventName
import io.millstream.analytics.testing.ownNames
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test

public class SenderTest : AndroidTest() {
    private val collector = FakeCollector()
    private val device = TestDevice(transport = collector)

    private fun ClickstreamInstance.recordMany(count: Int) = (1..count).forEach { recordEvent("e$it") }

    private fun names(count: Int) = (1..count).map { "e$it" }

    /** An instance whose first events are delivered. */
    private fun started(): ClickstreamInstance = device.start().also {
        it.flushEvents()
        collector.requests.clear()
    }

    @Test
    public fun `sends in order, at most 100 events in a request and three requests in a flush`() {
        val analytics = started()
        analytics.recordMany(450)
        analytics.flushEvents()
        assertEquals(listOf(100, 100, 100), collector.requests.map { it.events.size })
        device.clock.pass(10_000)
        assertEquals(listOf(100, 100, 100, 100, 50), collector.requests.map { it.events.size })
        assertEquals(names(450), collector.ownNames())
    }

    @Test
    public fun `sends ten seconds after an event by itself`() {
        started().recordMany(1)
        device.clock.pass(9_999)
        assertEquals(0, collector.requests.size)
        device.clock.pass(1)
        assertEquals(1, collector.requests.size)
    }

    @Test
    public fun `keeps requests below 512 KB of JSON, but sends a single larger event`() {
        val analytics = device.start()
        val big = (1..400).associate { "attribute$it" to "x".repeat(1_000) }
        repeat(3) { analytics.recordEvent(ClickstreamEvent.builder().name("big$it").addAll(big).build()) }
        analytics.recordEvent(ClickstreamEvent.builder().name("huge").addAll(big.mapValues { "é".repeat(800) }).build())
        analytics.flushEvents()
        device.clock.pass(60_000)
        assertEquals(listOf("big0", "big1", "big2", "huge"), collector.ownNames())
        val together = collector.requests.filter { it.events.size > 1 }
        assertTrue(together.all { request -> request.events.sumOf { it.toString().toByteArray().size } <= 512 * 1024 })
    }

    @Test
    public fun `halves what the collector finds too large and drops the one event that it cannot take`() {
        for (status in listOf(400, 413)) {
            val strict = FakeCollector()
            strict.judge = { events -> if (events.any { it.eventName == "e6" }) Meeting.Answer(status) else null }
            val other = TestDevice(transport = strict)
            val analytics = other.start()
            analytics.recordMany(20)
            analytics.flushEvents()
            other.clock.pass(120_000)
            assertEquals(names(20) - "e6", strict.ownNames())
            assertEquals(listOf("e6"), strict.requests.filter { it.events.size == 1 && it.events[0].eventName == "e6" }.map { "e6" })
        }
    }

    @Test
    public fun `stops after a 403, keeps the events, and goes on when the configuration changes`() {
        val analytics = started()
        collector.meetings.add(Meeting.Answer(403))
        analytics.recordMany(2)
        analytics.flushEvents()
        device.clock.pass(3_600_000)
        analytics.flushEvents()
        assertEquals(1, collector.requests.size)
        analytics.getClickStreamConfiguration().withAuthCookie("session=1")
        analytics.flushEvents()
        assertEquals(names(2), collector.ownNames())
        assertEquals("session=1", collector.requests.last().headers["Cookie"])
    }

    @Test
    public fun `goes on after a 403 when the app starts again`() {
        collector.meetings.add(Meeting.Answer(403))
        device.start().recordMany(2)
        device.clock.pass(60_000)
        device.kill()
        device.start().flushEvents()
        assertEquals(names(2), collector.ownNames())
    }

    @Test
    public fun `gives a request up after 15 seconds and repeats it with the same ids`() {
        val analytics = started()
        collector.meetings.add(Meeting.Hang)
        analytics.recordMany(2)
        analytics.flushEvents()
        device.clock.pass(14_999)
        assertEquals(1, collector.requests.size)
        device.clock.pass(1 + 1_200)
        assertEquals(2, collector.requests.size)
        val ids = collector.requests.map { request -> request.events.map { it.getString("event_id") } }
        assertEquals(ids[0], ids[1])
    }

    @Test
    public fun `delivers once each although every second answer is lost`() {
        val analytics = device.start()
        repeat(40) { collector.meetings.add(if (it % 2 == 0) Meeting.Lost else Meeting.Answer(200)) }
        analytics.recordMany(350)
        analytics.flushEvents()
        device.clock.pass(600_000)
        assertEquals(names(350), collector.ownNames())
    }

    @Test
    public fun `drops events older than 30 days`() {
        val analytics = started()
        device.network.switch(false)
        analytics.recordEvent("old")
        device.clock.pass(30L * 86_400_000)
        analytics.recordEvent("young")
        device.clock.pass(1)
        device.network.switch(true)
        device.clock.pass(10_000)
        assertEquals(listOf("young"), collector.ownNames())
    }

    @Test
    public fun `numbers requests over a restart, and tells hash, form and time`() {
        device.start().recordMany(1)
        device.clock.pass(10_000)
        device.kill()
        device.start().flushEvents()
        device.start(TestDevice.configuration().withCompressEvents(false).withDebugMode(true), "plain").flushEvents()
        assertEquals((1..collector.requests.size - 1).map { "$it" } + "1", collector.requests.map { it.query["event_bundle_sequence_id"] })
        for (request in collector.requests) {
            val digest = java.security.MessageDigest.getInstance("SHA-256").digest(request.body.toByteArray())
            assertEquals(digest.joinToString("") { "%02x".format(it) }.take(8), request.query["hashCode"])
        }
        val plain = collector.requests.last()
        assertEquals(listOf(null, "1", "["), listOf(plain.query["compression"], plain.query["debug"], plain.body.take(1)))
    }
}
