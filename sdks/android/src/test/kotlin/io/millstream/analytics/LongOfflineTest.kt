package io.millstream.analytics

import io.millstream.analytics.testing.AndroidTest
import io.millstream.analytics.testing.FakeCollector
import io.millstream.analytics.testing.Meeting
import io.millstream.analytics.testing.TestDevice
import io.millstream.analytics.testing.ownNames
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test

public class LongOfflineTest : AndroidTest() {
    private val collector = FakeCollector()
    private val device = TestDevice(transport = collector)

    @Test
    public fun `delivers 10,000 events of days without a network, once each and in order`() {
        device.network.switch(false)
        val names = (1..10_000).map { "e$it" }
        for (day in names.chunked(2_500)) {
            val analytics = device.start()
            device.foreground()
            day.forEach(analytics::recordEvent)
            device.clock.pass(86_400_000)
            device.kill()
        }
        assertEquals(0, collector.requests.size)
        device.start()
        device.network.switch(true)
        device.clock.pass(3_600_000)
        assertEquals(names, collector.ownNames())
        assertEquals(collector.stored.size, collector.requests.sumOf { it.events.size })
    }

    @Test
    public fun `wakes nobody while there is no network`() {
        val analytics = device.start()
        device.network.switch(false)
        analytics.recordEvent("a")
        device.clock.pass(10_000)
        assertEquals("timers of a day", 0, device.clock.tick(device.clock.elapsedMs() + 86_400_000))
        device.network.switch(true)
        assertEquals(listOf("a"), collector.ownNames())
    }

    @Test
    public fun `backs off for a day of a broken collector without giving up`() {
        collector.judge = { Meeting.Answer(503) }
        device.start().recordEvent("a")
        device.clock.pass(86_400_000)
        val daily = 86_400_000 / 300_000
        assertTrue("${collector.requests.size} requests", collector.requests.size in (daily * 4 / 5)..(daily * 5 / 4))
        collector.judge = { null }
        device.clock.pass(360_000)
        assertEquals(listOf("a"), collector.ownNames())
    }
}
