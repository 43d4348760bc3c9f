package io.millstream.analytics.client

import android.util.Log
import io.millstream.analytics.ClickstreamAttribute
import io.millstream.analytics.ClickstreamEvent
import io.millstream.analytics.ClickstreamItem
import io.millstream.analytics.testing.AndroidTest
import io.millstream.analytics.testing.FakeCollector
import io.millstream.analytics.testing.TestDevice
import io.millstream.analytics.testing.attributes
import io.millstream.analytics.testing.ownNames
import io.millstream.analytics.testing.storedOf
import org.json.JSONObject
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Test
import org.robolectric.shadows.ShadowLog

public class EventWriterTest : AndroidTest() {
    private val collector = FakeCollector()
    private val device = TestDevice(transport = collector)

    private fun sent(event: ClickstreamEvent, global: ClickstreamAttribute? = null): JSONObject {
        val analytics = device.start()
        global?.let(analytics::addGlobalAttributes)
        analytics.recordEvent(event)
        analytics.flushEvents()
        return collector.storedOf("e").single()
    }

    private fun event() = ClickstreamEvent.builder().name("e")

    @Test
    public fun `keeps 500 attributes, its own included, and marks the event with the first error and their number`() {
        val attributes = sent(event().addAll((1..600).associate { "a$it" to it }).build()).attributes
        assertEquals(500 + listOf("_error_code", "_error_message", "_error_count").size, attributes.length())
        assertEquals(listOf(2004, 104), listOf(attributes.getInt("_error_code"), attributes.getInt("_error_count")))
    }

    @Test
    public fun `lets the event win over global attributes, and its own facts over both`() {
        val global = ClickstreamAttribute.builder().add("shop", "north").add("plan", "free").add("_session_number", 7).build()
        val attributes = sent(event().add("plan", "pro").add("_session_id", "mine").build(), global).attributes
        assertEquals(listOf("north", "pro"), listOf(attributes.getString("shop"), attributes.getString("plan")))
        assertEquals(1, attributes.getInt("_session_number"))
        assertFalse(attributes.getString("_session_id") == "mine")
    }

    @Test
    public fun `tells the worth of an event at the top level too, when it is a number`() {
        val cases = listOf(
            mapOf("_value" to 12.5, "_currency" to "EUR") to listOf(12.5, "EUR"),
            mapOf("_value" to 3, "_currency" to 978) to listOf(3, null),
            mapOf("_value" to 5_000_000_000L) to listOf(5_000_000_000L, null),
            mapOf("_value" to "12", "_currency" to "EUR") to listOf(null, null),
            mapOf("_value" to Double.NaN) to listOf(null, null),
            mapOf("_currency" to "EUR") to listOf(null, null),
        )
        for ((attributes, fields) in cases) {
            collector.stored.clear()
            val sent = sent(event().addAll(attributes).build())
            assertEquals("$attributes", fields, listOf("event_value", "event_value_currency").map(sent::opt))
            assertEquals(attributes["_currency"], sent.attributes.opt("_currency"))
        }
    }

    @Test
    public fun `takes the last value of a name`() {
        val item = ClickstreamItem.builder().add("id", "1").add("id", "2").build()
        val sent = sent(event().add("a", 1).add("a", "two").setItems(arrayOf(item)).build())
        assertEquals("two", sent.attributes.getString("a"))
        assertEquals("2", sent.getJSONArray("items").getJSONObject(0).getString("id"))
    }

    @Test
    public fun `drops an event larger than a collector takes, and goes on`() {
        val analytics = device.start()
        analytics.recordEvent(event().addAll((1..480).associate { "a$it" to "😀".repeat(1_000) }).build())
        analytics.recordEvent("after")
        analytics.flushEvents()
        assertEquals(listOf("after"), collector.ownNames())
    }

    @Test
    public fun `prints each event and each request under EventRecorder, when asked to`() {
        for (isOn in listOf(true, false)) {
            ShadowLog.reset()
            val analytics = device.start(TestDevice.configuration().withLogEvents(isOn), "log-$isOn")
            analytics.recordEvent("printed")
            analytics.flushEvents()
            val lines = ShadowLog.getLogsForTag("EventRecorder").filter { it.type == Log.INFO }.map { it.msg }
            assertEquals(isOn, lines.any { "\"event_type\":\"printed\"" in it })
            assertEquals(isOn, lines.any { Regex("request of \\d+ events, \\d+ bytes: 200").containsMatchIn(it) })
        }
    }
}
