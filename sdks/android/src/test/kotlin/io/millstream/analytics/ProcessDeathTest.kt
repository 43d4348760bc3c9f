package io.millstream.analytics

import io.millstream.analytics.testing.AndroidTest
import io.millstream.analytics.testing.FakeCollector
import io.millstream.analytics.testing.Meeting
import io.millstream.analytics.testing.MortalProcess
import io.millstream.analytics.testing.TestDevice
import io.millstream.analytics.testing.attributes
import io.millstream.analytics.testing.storedOf
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test

public class ProcessDeathTest : AndroidTest() {
    /** What one death left behind. */
    private class Aftermath(val collector: FakeCollector, val promised: List<String>, val steps: Int)

    /** A life with every kind of step, which ends at step [diesAt]; then the app starts again over the same files. */
    private fun liveAndDie(diesAt: Int): Aftermath {
        val collector = FakeCollector()
        collector.meetings.addAll(listOf(Meeting.Answer(503), Meeting.Answer(200), Meeting.Lost))
        var life = MortalProcess(diesAt)
        val device = TestDevice(transport = { request, onAnswer -> life.mortal(collector).start(request, onAnswer) })
        device.layStore = { life.mortal(it) }
        val promised = ArrayList<String>()
        val analytics = device.start()

        fun record(name: String) {
            analytics.recordEvent(name)
            if (!life.isDead) promised.add(name)
        }
        device.foreground()
        device.view("Home")
        record("a")
        record("b")
        analytics.flushEvents()
        record("c")
        device.clock.pass(2_000)
        analytics.setUserId("ann")
        analytics.addUserAttributes(ClickstreamUserAttribute.builder().add("plan", "pro").build())
        record("d")
        device.view("Details")
        device.clock.pass(5_000)
        device.background()
        record("e")
        device.clock.pass(30_000)
        val steps = life.steps
        device.kill()

        life = MortalProcess(Int.MAX_VALUE)
        device.clock.pass(1_000)
        device.start().recordEvent("after")
        device.foreground()
        device.clock.pass(60_000)
        return Aftermath(collector, promised + "after", steps)
    }

    @Test
    public fun `loses nothing, tells nothing twice and stays one installation, wherever the process dies`() {
        val unharmed = liveAndDie(Int.MAX_VALUE)
        assertTrue("the life has too few steps to mean anything: ${unharmed.steps}", unharmed.steps > 60)
        for (diesAt in 1..unharmed.steps) {
            val aftermath = liveAndDie(diesAt)
            assertDeliveredOnce("died at step $diesAt", aftermath)
            assertOneInstallation("died at step $diesAt", aftermath.collector)
        }
    }

    private fun assertDeliveredOnce(said: String, aftermath: Aftermath) {
        val names = aftermath.collector.storedNames()
        for (name in aftermath.promised) assertEquals("$name, $said", 1, names.count { it == name })
        // What was being recorded at the moment of death may be there or not.
        for (name in listOf("a", "b", "c", "d", "e")) assertTrue("$name, $said", names.count { it == name } <= 1)
    }

    private fun assertOneInstallation(said: String, collector: FakeCollector) {
        val stored = collector.stored.values
        assertEquals(said, listOf(1, 1), listOf("_first_open", "_session_start").map { collector.storedOf(it).size })
        assertEquals(said, 1, stored.map { it.getString("unique_id") }.distinct().size)
        assertEquals(said, listOf(1), stored.map { it.attributes.getInt("_session_number") }.distinct())
        val sequences = collector.requests.map { it.query.getValue("event_bundle_sequence_id").toInt() }
        assertEquals(said, sequences.distinct().sorted(), sequences)
    }
}
