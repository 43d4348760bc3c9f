package io.millstream.analytics.session

import java.util.TimeZone
import org.junit.Assert.assertEquals
import org.junit.Test

public class SessionIdTest {
    @Test
    public fun `is the end of the pseudo id and the start in UTC, wherever the device is`() {
        val here = TimeZone.getDefault()
        try {
            for (zone in listOf("UTC", "Asia/Kathmandu", "America/St_Johns")) {
                TimeZone.setDefault(TimeZone.getTimeZone(zone))
                assertEquals("dc7a7a18-20260301-100001123", sessionId("0000-dc7a7a18", 1_772_359_201_123))
                assertEquals("______p1-19700101-000000000", sessionId("p1", 0))
            }
        } finally {
            TimeZone.setDefault(here)
        }
    }
}
