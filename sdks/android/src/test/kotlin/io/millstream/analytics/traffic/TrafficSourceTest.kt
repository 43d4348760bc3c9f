package io.millstream.analytics.traffic

import io.millstream.analytics.ClickstreamInstallReferrer
import io.millstream.analytics.testing.AndroidTest
import io.millstream.analytics.testing.FakeCollector
import io.millstream.analytics.testing.TestDevice
import io.millstream.analytics.testing.attributes
import io.millstream.analytics.testing.storedOf
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Test

public class TrafficSourceTest : AndroidTest() {
    private val collector = FakeCollector()
    private val device = TestDevice(transport = collector)

    @Test
    public fun `reads campaign parameters and click ids of an address`() {
        val cases = mapOf(
            "shop://product/1?utm_source=mail&utm_medium=e%20mail&utm_campaign=spring&utm_id=7&utm_term=tea&utm_content=top#x" to mapOf(
                "_traffic_source_source" to "mail",
                "_traffic_source_medium" to "e mail",
                "_traffic_source_campaign" to "spring",
                "_traffic_source_campaign_id" to "7",
                "_traffic_source_term" to "tea",
                "_traffic_source_content" to "top",
            ),
            "https://example.org/?fbclid=f&gclid=g" to
                mapOf("_traffic_source_clid" to "g", "_traffic_source_clid_platform" to "gclid"),
            "https://example.org/?utm_source=100%" to mapOf("_traffic_source_source" to "100%"),
            "https://example.org/?utm_source=&other=1" to emptyMap(),
            "https://example.org/#?utm_source=x" to emptyMap(),
            "no address" to emptyMap(),
        )
        for ((url, attributes) in cases) assertEquals(url, attributes, trafficSourceOf(url))
    }

    @Test
    public fun `marks the visit that a link opens, also over a restart, and no later one`() {
        device.start().recordDeepLink("shop://?utm_source=mail")
        device.foreground()
        device.kill()
        device.start().recordEvent("same")
        device.foreground()
        device.background()
        device.clock.pass(1_800_000)
        device.foreground()
        device.background()
        assertEquals("mail", collector.storedOf("same").single().attributes.getString("_traffic_source_source"))
        assertFalse(collector.storedOf("_app_end").last().attributes.has("_traffic_source_source"))
    }

    @Test
    public fun `asks the install referrer once, for the first open`() {
        var asked = 0
        val referrer = ClickstreamInstallReferrer {
            asked++
            "utm_source=store&utm_medium=organic"
        }
        repeat(2) {
            device.start(TestDevice.configuration().withInstallReferrer(referrer)).flushEvents()
            device.kill()
        }
        val attributes = collector.storedOf("_first_open").single().attributes
        assertEquals("store", attributes.getString("_app_install_channel"))
        assertEquals("organic", attributes.getString("_traffic_source_medium"))
        assertEquals(1, asked)
    }

    @Test
    public fun `does without an install referrer that fails`() {
        device.start(TestDevice.configuration().withInstallReferrer { error("no store") }).flushEvents()
        assertFalse(collector.storedOf("_first_open").single().attributes.has("_app_install_channel"))
    }
}
