package io.millstream.analytics

import io.millstream.analytics.testing.AndroidTest
import io.millstream.analytics.testing.FakeCollector
import io.millstream.analytics.testing.TestDevice
import io.millstream.analytics.testing.attributes
import io.millstream.analytics.testing.ownNames
import io.millstream.analytics.testing.storedOf
import org.junit.Assert.assertEquals
import org.junit.Test

public class ClockChangesTest : AndroidTest() {
    private val collector = FakeCollector()
    private val device = TestDevice(transport = collector)

    @Test
    public fun `measures engagement rightly while the clock jumps`() {
        for (jumpMs in listOf(86_400_000L, -86_400_000L)) {
            device.start()
            device.foreground()
            device.view("A")
            device.clock.pass(2_000)
            device.clock.shift(jumpMs)
            device.clock.pass(1_000)
            device.background()
            device.kill()
        }
        assertEquals(listOf(3_000, 3_000), collector.storedOf("_user_engagement").map { it.attributes.getInt("_engagement_time_msec") })
    }

    @Test
    public fun `never tells of a session that lasted less than nothing`() {
        val analytics = device.start()
        device.foreground()
        device.clock.shift(-3_600_000)
        analytics.recordEvent("early")
        analytics.flushEvents()
        assertEquals(0, collector.storedOf("early").single().attributes.getInt("_session_duration"))
    }

    @Test
    public fun `sends events from before and after a jump, in the order of recording`() {
        for (jumpMs in listOf(86_400_000L, -86_400_000L)) {
            val other = FakeCollector()
            val changing = TestDevice(transport = other)
            val analytics = changing.start()
            analytics.recordEvent("before")
            changing.clock.shift(jumpMs)
            analytics.recordEvent("after")
            changing.clock.pass(10_000)
            assertEquals(listOf("before", "after"), other.ownNames())
        }
    }

    @Test
    public fun `counts an absence on the wall clock, and continues when that was set back`() {
        val analytics = device.start()
        device.foreground()
        for (jumpMs in listOf(-7_200_000L, 1_800_000L)) {
            device.background()
            device.clock.shift(jumpMs)
            device.foreground()
            analytics.recordEvent("back")
        }
        analytics.flushEvents()
        assertEquals(listOf(1, 2), collector.storedOf("back").map { it.attributes.getInt("_session_number") })
    }
}
