package io.millstream.analytics

import io.millstream.analytics.testing.AndroidTest
import io.millstream.analytics.testing.FakeCollector
import io.millstream.analytics.testing.TestDevice
import org.junit.Assert.assertEquals
import org.junit.Test

public class FirstLaunchTest : AndroidTest() {
    private val collector = FakeCollector()
    private val device = TestDevice(transport = collector)

    @Test
    public fun `records first open, session start, app start and the first screen in that order`() {
        val analytics = device.start()
        device.foreground()
        device.view("Home")
        analytics.recordEvent("order_paid")
        analytics.flushEvents()
        assertEquals(
            listOf("_first_open", "_session_start", "_app_start", "_screen_view", "order_paid"),
            collector.storedNames(),
        )
    }
}
