package io.millstream.analytics.app

import io.millstream.analytics.ClickstreamConsent
import io.millstream.analytics.runtime.moment
import io.millstream.analytics.testing.AndroidTest
import io.millstream.analytics.testing.FakeCollector
import io.millstream.analytics.testing.TestDevice
import io.millstream.analytics.testing.ownNames
import io.millstream.analytics.testing.storedOf
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test

public class EarlyCallsTest : AndroidTest() {
    private val collector = FakeCollector()
    private val device = TestDevice(transport = collector)
    private val early = EarlyCalls { device.clock.moment() }

    @Test
    public fun `keep the first 100 and the time of each`() {
        val kept = (1..101).map { early.add(isConsent = false) { started -> started.recordEvent("e$it") } }
        device.clock.pass(5_000)
        val started = device.start()
        early.makeWith(started)
        started.recordEvent("later")
        started.flushEvents()
        assertEquals(List(100) { true } + false, kept)
        assertEquals((1..100).map { "e$it" } + "later", collector.ownNames())
        val times = listOf("e1", "later").map { collector.storedOf(it).single().getLong("timestamp") - TestDevice.DEFAULT_START_MS }
        assertEquals(listOf(0L, 5_000L), times)
    }

    @Test
    public fun `have room for a refusal behind them`() {
        repeat(100) { early.add(isConsent = false) { started -> started.recordEvent("e") } }
        assertTrue(early.add(isConsent = true) { it.setConsent(ClickstreamConsent.DENIED) })
        assertTrue(early.isConsentTold)
        val started = device.start(TestDevice.configuration().withConsent(ClickstreamConsent.PENDING))
        early.makeWith(started)
        device.clock.pass(60_000)
        device.kill()
        val again = device.start()
        again.recordEvent("later")
        again.flushEvents()
        assertEquals(0, collector.requests.size)
    }
}
