package io.millstream.analytics;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

import android.app.Application;
import io.millstream.analytics.testing.AndroidTest;
import io.millstream.analytics.testing.LocalCollector;
import org.json.JSONObject;
import org.junit.After;
import org.junit.Test;
import org.robolectric.RuntimeEnvironment;

/** Every call as a Java app writes it, on the SDK's own threads and over real HTTP. */
public class JavaAppTest extends AndroidTest {
    private final LocalCollector collector = new LocalCollector();
    private final Application app = RuntimeEnvironment.getApplication();

    @After
    public void closeCollector() {
        collector.close();
    }

    private ClickstreamConfiguration configuration() {
        return new ClickstreamConfiguration()
            .withAppId("shop")
            .withEndpoint(collector.getEndpoint())
            .withSendEventsInterval(10_000)
            .withSessionTimeoutDuration(1_800_000)
            .withTrackScreenViewEvents(true)
            .withTrackUserEngagementEvents(true)
            .withTrackAppExceptionEvents(false)
            .withLogEvents(true)
            .withCompressEvents(true)
            .withCustomDns(null)
            .withAuthCookie(null)
            .withAuthToken("secret")
            .withInitialGlobalAttributes(
                ClickstreamAttribute.builder().add(ClickstreamAnalytics.Attr.APP_INSTALL_CHANNEL, "store").build());
    }

    @Test
    public void sendsWhatAJavaAppRecords() throws Exception {
        ClickstreamAnalytics.recordEvent("before_init");
        assertFalse(ClickstreamAnalytics.init(app, new ClickstreamConfiguration().withAppId("shop")));
        assertTrue(ClickstreamAnalytics.init(app, configuration()));
        assertFalse(ClickstreamAnalytics.init(app, configuration()));
        ClickstreamAnalytics.getClickStreamConfiguration().withTrackAppExceptionEvents(false);

        ClickstreamAnalytics.setUserId("ann");
        ClickstreamAnalytics.addUserAttributes(
            ClickstreamUserAttribute.builder().add("_user_age", 21).add("plan", "pro").build());
        ClickstreamAnalytics.addGlobalAttributes(ClickstreamAttribute.builder().add("shop", "north").add("gone", 1).build());
        ClickstreamAnalytics.deleteGlobalAttributes("gone", "never there");
        ClickstreamItem item = ClickstreamItem.builder()
            .add(ClickstreamAnalytics.Item.ITEM_ID, "p1")
            .add(ClickstreamAnalytics.Item.PRICE, 9.5)
            .build();
        ClickstreamAnalytics.recordEvent(ClickstreamEvent.builder()
            .name("order_paid")
            .add(ClickstreamAnalytics.Attr.VALUE, 12.5)
            .add("count", 3)
            .add("stamp", 5_000_000_000L)
            .add("is_gift", true)
            .setItems(new ClickstreamItem[] {item})
            .build());
        ClickstreamAnalytics.flushEvents();

        assertNotNull(collector.await("before_init"));
        JSONObject event = collector.await("order_paid");
        JSONObject attributes = event.getJSONObject("attributes");
        assertEquals("ann", event.getJSONObject("user").getJSONObject("_user_id").getString("value"));
        assertEquals("north", attributes.getString("shop"));
        assertEquals("store", attributes.getString("_app_install_channel"));
        assertFalse(attributes.has("gone"));
        assertEquals(5_000_000_000L, attributes.getLong("stamp"));
        assertEquals(9.5, event.getJSONArray("items").getJSONObject(0).getDouble("price"), 0);
        assertEquals(attributes.getString("_session_id"), ClickstreamAnalytics.getSessionId());

        ClickstreamAnalytics.disable();
        ClickstreamAnalytics.recordEvent("unheard");
        ClickstreamAnalytics.enable();
        ClickstreamAnalytics.setUserId(null);
        ClickstreamAnalytics.recordDeepLink("shop://?utm_source=mail");
        ClickstreamAnalytics.recordEvent("heard");
        ClickstreamAnalytics.flushEvents();
        assertFalse(collector.await("heard").getJSONObject("user").has("_user_id"));

        ClickstreamInstance second = ClickstreamAnalytics.createInstance(app, "second", configuration().withAppId("other"));
        assertNull(ClickstreamAnalytics.createInstance(app, "second", configuration()));
        assertNull(ClickstreamAnalytics.createInstance(app, "no/name", configuration()));
        second.recordEvent("of_second");
        second.flushEvents();
        assertEquals("other", collector.await("of_second").getString("app_id"));
        ClickstreamAnalytics.setConsent(ClickstreamConsent.GRANTED);
        ClickstreamAnalytics.optOut();
        second.optOut(true);
    }

    @Test
    public void survivesEveryNullThatJavaMayPass() throws Exception {
        ClickstreamInstance instance = ClickstreamAnalytics.createInstance(app, "nulls", configuration());
        instance.recordEvent((String) null);
        instance.recordEvent((ClickstreamEvent) null);
        instance.recordEvent(ClickstreamEvent.builder().name("odd")
            .add(null, "x").add("gone", (String) null).addAll(null).setItems(null).build());
        instance.recordEvent(ClickstreamEvent.builder().name("kept").setItems(new ClickstreamItem[] {null}).build());
        instance.addGlobalAttributes(null);
        instance.deleteGlobalAttributes((String[]) null);
        instance.deleteGlobalAttributes((String) null);
        instance.setUserId(null);
        instance.addUserAttributes(null);
        instance.recordDeepLink(null);
        ClickstreamAnalytics.recordEvent((ClickstreamEvent) null);
        assertFalse(ClickstreamAnalytics.init(null));
        assertNull(ClickstreamAnalytics.createInstance(app, null, null));
        new ClickstreamConfiguration().withAppId(null).withEndpoint(null).withInitialGlobalAttributes(null);
        instance.flushEvents();
        assertNotNull(collector.await("kept"));
    }
}
