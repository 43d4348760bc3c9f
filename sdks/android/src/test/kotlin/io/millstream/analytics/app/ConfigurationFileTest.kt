package io.millstream.analytics.app

import io.millstream.analytics.ClickstreamConfiguration
import io.millstream.analytics.testing.AndroidTest
import org.json.JSONObject
import org.junit.Assert.assertEquals
import org.junit.Test

public class ConfigurationFileTest : AndroidTest() {
    private val settings = JSONObject(
        """{"appId":"shop","endpoint":"https://collect.example.org/collect","isCompressEvents":false,
            "autoFlushEventsInterval":20000,"isTrackAppExceptionEvents":true}""",
    )

    private fun facts(configuration: ClickstreamConfiguration) = with(configuration) {
        listOf(appId, endpoint, isCompressing, sendIntervalMs, isTrackingExceptions)
    }

    @Test
    public fun `fills in what code leaves open`() {
        val configuration = ClickstreamConfiguration()
        ConfigurationFile(settings).completes(configuration)
        assertEquals(listOf("shop", "https://collect.example.org/collect", false, 20_000L, true), facts(configuration))
    }

    @Test
    public fun `gives way to code`() {
        val configuration = ClickstreamConfiguration().withAppId("own").withEndpoint("http://own").withCompressEvents(true)
            .withSendEventsInterval(5_000).withTrackAppExceptionEvents(false)
        ConfigurationFile(settings).completes(configuration)
        assertEquals(listOf("own", "http://own", true, 5_000L, false), facts(configuration))
    }

    @Test
    public fun `leaves the defaults where neither says anything`() {
        val configuration = ClickstreamConfiguration()
        ConfigurationFile(JSONObject()).completes(configuration)
        assertEquals(listOf(null, null, true, 10_000L, false), facts(configuration))
    }

    @Test
    public fun `finds the settings in the original's file`() {
        val original = JSONObject().put(
            "analytics",
            JSONObject().put("plugins", JSONObject().put("awsClickstreamPlugin", settings)),
        )
        val configuration = ClickstreamConfiguration()
        ConfigurationFile.of(original).completes(configuration)
        assertEquals("shop", configuration.appId)
    }
}
