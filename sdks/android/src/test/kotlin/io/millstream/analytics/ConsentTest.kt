package io.millstream.analytics

import io.millstream.analytics.store.SqliteStore
import io.millstream.analytics.testing.AndroidTest
import io.millstream.analytics.testing.FakeCollector
import io.millstream.analytics.testing.Meeting
import io.millstream.analytics.testing.StorageState
import io.millstream.analytics.testing.TestDevice
import io.millstream.analytics.testing.attributes
import io.millstream.analytics.testing.ownNames
import io.millstream.analytics.testing.storedOf
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNotEquals
import org.junit.Test
import org.robolectric.RuntimeEnvironment

public class ConsentTest : AndroidTest() {
    private val collector = FakeCollector()
    private val device = TestDevice(transport = collector)

    private fun start(consent: ClickstreamConsent) = device.start(TestDevice.configuration().withConsent(consent))

    /** Names of what the device has stored, and how many events. */
    private fun stored(): Pair<Set<String>, Int> {
        val store = SqliteStore(RuntimeEnvironment.getApplication(), device.databaseOf().name)
        return (store.readState().keys to store.oldest(100, Int.MAX_VALUE).size).also { store.close() }
    }

    @Test
    public fun `stores nothing on the device before consent, without it, and without cookies`() {
        for (consent in listOf(ClickstreamConsent.PENDING, ClickstreamConsent.DENIED, ClickstreamConsent.COOKIELESS)) {
            val analytics = start(consent)
            device.foreground()
            device.view("Home")
            device.network.switch(false)
            analytics.setUserId("ann")
            analytics.recordEvent("a")
            device.background()
            assertEquals("$consent", emptySet<String>() to 0, stored())
            device.kill()
            device.network.switch(true)
        }
    }

    @Test
    public fun `tells what waited for consent as of its own time`() {
        val analytics = start(ClickstreamConsent.PENDING)
        device.foreground()
        device.view("Home")
        analytics.recordEvent("a")
        device.clock.pass(5_000)
        analytics.setConsent(ClickstreamConsent.GRANTED)
        device.clock.pass(10_000)
        assertEquals(listOf("_first_open", "_session_start", "_app_start", "_screen_view", "a"), collector.storedNames())
        assertEquals(TestDevice.DEFAULT_START_MS, collector.storedOf("a").single().getLong("timestamp"))
    }

    @Test
    public fun `remembers a refusal over a restart, whatever the configuration says`() {
        start(ClickstreamConsent.GRANTED).optOut()
        device.kill()
        start(ClickstreamConsent.GRANTED).recordEvent("a")
        device.clock.pass(60_000)
        assertEquals(emptyList<String>(), collector.ownNames())
        assertEquals(setOf("consent") to 0, stored())
    }

    @Test
    public fun `keeps ids and events in an opt-out without purge, and starts from nothing after one with it`() {
        for ((purge, isSame) in listOf(false to true, true to false)) {
            val other = FakeCollector()
            val asked = TestDevice(transport = other)
            val analytics = asked.start()
            analytics.recordEvent("a")
            analytics.flushEvents()
            analytics.optOut(purge)
            analytics.recordEvent("unheard")
            analytics.setConsent(ClickstreamConsent.GRANTED)
            analytics.recordEvent("b")
            analytics.flushEvents()
            assertEquals(listOf("a", "b"), other.ownNames())
            val (before, after) = other.stored.values.filter { it.getString("event_type") in listOf("a", "b") }.map { it.getString("unique_id") }
            if (isSame) assertEquals(before, after) else assertNotEquals(before, after)
        }
    }

    @Test
    public fun `takes events without cookies along when the person agrees later`() {
        val analytics = start(ClickstreamConsent.COOKIELESS)
        device.network.switch(false)
        analytics.recordEvent("a")
        analytics.setConsent(ClickstreamConsent.GRANTED)
        device.kill()
        device.network.switch(true)
        device.start()
        device.clock.pass(10_000)
        assertEquals(listOf("a"), collector.ownNames())
        assertEquals(1, collector.storedOf("_first_open").size)
    }

    @Test
    public fun `keeps the order of global attributes and events while it waits for consent`() {
        val analytics = start(ClickstreamConsent.PENDING)
        analytics.recordEvent("before")
        analytics.addGlobalAttributes(ClickstreamAttribute.builder().add("shop", "north").build())
        analytics.recordEvent("after")
        analytics.setConsent(ClickstreamConsent.GRANTED)
        analytics.flushEvents()
        val marked = listOf("before", "after").map { collector.storedOf(it).single().attributes.has("shop") }
        assertEquals(listOf(false, true), marked)
    }

    @Test
    public fun `purges and remembers the refusal as soon as a full storage lets it`() {
        device.network.switch(false)
        val analytics = device.start()
        analytics.recordEvent("a")
        device.storage = StorageState.FULL
        analytics.optOut()
        device.storage = StorageState.OK
        analytics.recordEvent("unheard")
        device.kill()
        assertEquals(setOf("consent") to 0, stored())
        device.network.switch(true)
        device.start().flushEvents()
        assertEquals(emptyMap<String, Any>(), collector.stored)
    }

    @Test
    public fun `stores nothing of an answer that comes after the opt-out`() {
        collector.meetings.add(Meeting.Hang)
        val analytics = device.start()
        analytics.flushEvents()
        analytics.optOut()
        device.clock.pass(60_000)
        assertEquals(setOf("consent") to 0, stored())
    }
}
