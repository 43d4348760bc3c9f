package io.millstream.analytics.send

import io.millstream.analytics.testing.AndroidTest
import org.junit.Assert.assertEquals
import org.junit.Test

public class BackOffTest : AndroidTest() {
    private var saved: String? = null

    private fun backOff(random: Double = 0.5) = BackOff(saved, { random }) { saved = it }

    @Test
    public fun `waits twice as long after each failure, up to five minutes`() {
        val backOff = backOff()
        val waits = List(11) {
            backOff.failed(null, 0)
            backOff.waitMs(0)
        }
        assertEquals(listOf(1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300).map { it * 1_000L }, waits)
    }

    @Test
    public fun `spreads each wait by a fifth either way`() {
        for ((random, wait) in mapOf(0.0 to 800L, 1.0 to 1_200L)) {
            saved = null
            val backOff = backOff(random)
            backOff.failed(null, 0)
            assertEquals(wait, backOff.waitMs(0))
        }
    }

    @Test
    public fun `honours Retry-After in seconds and as a date where it is longer, up to an hour`() {
        val nowMs = 1_772_359_200_000L
        val cases = mapOf(
            "30" to 30_000L,
            "0" to 1_000L,
            "7200" to 3_600_000L,
            "Sun, 01 Mar 2026 10:00:45 GMT" to 45_000L,
            "Sun, 01 Mar 2026 09:00:00 GMT" to 1_000L,
            "soon" to 1_000L,
        )
        for ((header, wait) in cases) {
            saved = null
            val backOff = backOff()
            backOff.failed(header, nowMs)
            assertEquals(header, wait, backOff.waitMs(nowMs))
        }
    }

    @Test
    public fun `goes on counting after a restart, and begins again after an answer`() {
        backOff().failed(null, 0)
        val restarted = backOff()
        assertEquals(600, restarted.waitMs(400))
        restarted.failed(null, 1_000)
        assertEquals(2_000, restarted.waitMs(1_000))
        restarted.reset()
        assertEquals(null, saved)
        restarted.failed(null, 0)
        assertEquals(1_000, restarted.waitMs(0))
    }

    @Test
    public fun `forgives its own wait but not one that the collector asked for`() {
        val backOff = backOff()
        backOff.failed(null, 0)
        backOff.forgive()
        assertEquals(0, backOff.waitMs(0))
        backOff.failed("60", 0)
        backOff.forgive()
        assertEquals(60_000, backOff.waitMs(0))
    }

    @Test
    public fun `does not wait longer when the clock is set back`() {
        val backOff = backOff()
        backOff.failed("60", 1_000_000)
        assertEquals(0, backOff.waitMs(999_999))
    }
}
