package io.millstream.analytics

import io.millstream.analytics.testing.AndroidTest
import io.millstream.analytics.testing.FakeCollector
import io.millstream.analytics.testing.TestDevice
import io.millstream.analytics.testing.attributes
import io.millstream.analytics.testing.storedOf
import org.junit.Assert.assertEquals
import org.junit.Test

public class SessionsTest : AndroidTest() {
    private val collector = FakeCollector()
    private val device = TestDevice(transport = collector)

    @Test
    public fun `counts the time-out from each pause anew`() {
        val analytics = device.start(TestDevice.configuration().withSessionTimeoutDuration(60_000))
        device.foreground()
        device.view("A")
        for (pauseMs in listOf(59_999L, 59_999L, 60_000L)) {
            device.background()
            device.clock.pass(pauseMs)
            device.foreground()
            analytics.recordEvent("back")
        }
        analytics.flushEvents()
        val numbers = collector.storedOf("back").map { it.attributes.getInt("_session_number") }
        assertEquals(listOf(1, 1, 2), numbers)
    }

    @Test
    public fun `is not prolonged by what the app records while hidden`() {
        val analytics = device.start()
        device.foreground()
        device.background()
        device.clock.pass(1_799_000)
        analytics.recordEvent("hidden")
        device.clock.pass(1_000)
        device.foreground()
        analytics.recordEvent("back")
        analytics.flushEvents()
        val numbers = listOf("hidden", "back").map { collector.storedOf(it).single().attributes.getInt("_session_number") }
        assertEquals(listOf(1, 2), numbers)
    }
}
