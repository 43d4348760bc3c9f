package io.millstream.analytics

import android.content.Context
import io.millstream.analytics.app.EarlyCalls
import io.millstream.analytics.app.InstanceStarter
import io.millstream.analytics.runtime.DebugLog
import io.millstream.analytics.runtime.DeviceClock
import io.millstream.analytics.runtime.moment

/**
 * The instance of the app. Start it once, in `Application.onCreate`; nothing here blocks or throws. Calls before
 * [init] wait (the first 100, and what is told of consent) and run then, with their own times.
 */
public object ClickstreamAnalytics {
    private const val DEFAULT = "default"
    private val log = DebugLog { false }
    private val early = EarlyCalls(DeviceClock::moment)

    @Volatile
    private var instance: ClickstreamInstance? = null

    /** Starts with the settings of the app's configuration file. */
    @JvmStatic
    public fun init(context: Context): Boolean = init(context, ClickstreamConfiguration())

    /** Starts. Tells false, with a word in the log, when it runs already or app id or endpoint is missing. */
    @JvmStatic
    public fun init(context: Context, configuration: ClickstreamConfiguration): Boolean {
        log.guard("Starting") {
            if (synchronized(early) { early.isConsentTold } && instance == null) configuration.withConsent(ClickstreamConsent.PENDING)
            val started = InstanceStarter.start(context, DEFAULT, configuration) ?: return false
            adopt(started)
            return true
        }
        return false
    }

    /** Starts another instance beside this one; null when its name is taken or app id or endpoint is missing. */
    @JvmStatic
    public fun createInstance(context: Context, name: String, configuration: ClickstreamConfiguration): ClickstreamInstance? {
        log.guard("Starting $name") { return InstanceStarter.start(context, name, configuration) }
        return null
    }

    /** See [ClickstreamInstance.recordEvent]. */
    @JvmStatic
    public fun recordEvent(name: String): Unit = call { it.recordEvent(name) }

    /** See [ClickstreamInstance.recordEvent]. */
    @JvmStatic
    public fun recordEvent(event: ClickstreamEvent): Unit = call { it.recordEvent(event) }

    /** See [ClickstreamInstance.addGlobalAttributes]. */
    @JvmStatic
    public fun addGlobalAttributes(attributes: ClickstreamAttribute): Unit = call { it.addGlobalAttributes(attributes) }

    /** See [ClickstreamInstance.deleteGlobalAttributes]. */
    @JvmStatic
    public fun deleteGlobalAttributes(vararg names: String): Unit = call { it.deleteGlobalAttributes(*names) }

    /** See [ClickstreamInstance.setUserId]. */
    @JvmStatic
    public fun setUserId(userId: String?): Unit = call { it.setUserId(userId) }

    /** See [ClickstreamInstance.addUserAttributes]. */
    @JvmStatic
    public fun addUserAttributes(attributes: ClickstreamUserAttribute): Unit = call { it.addUserAttributes(attributes) }

    /** See [ClickstreamInstance.flushEvents]. */
    @JvmStatic
    public fun flushEvents(): Unit = call { it.flushEvents() }

    /** See [ClickstreamInstance.disable]. */
    @JvmStatic
    public fun disable(): Unit = call { it.disable() }

    /** See [ClickstreamInstance.enable]. */
    @JvmStatic
    public fun enable(): Unit = call { it.enable() }

    /** See [ClickstreamInstance.setConsent]. */
    @JvmStatic
    public fun setConsent(consent: ClickstreamConsent): Unit = call(isConsent = true) { it.setConsent(consent) }

    /** See [ClickstreamInstance.optOut]. */
    @JvmStatic
    @JvmOverloads
    public fun optOut(purge: Boolean = true): Unit = call(isConsent = true) { it.optOut(purge) }

    /** See [ClickstreamInstance.recordDeepLink]. */
    @JvmStatic
    public fun recordDeepLink(url: String): Unit = call { it.recordDeepLink(url) }

    /** Id of the running session; null before there is one. */
    @JvmStatic
    public fun getSessionId(): String? = instance?.getSessionId()

    /** The live configuration; before [init] one that nobody reads. */
    @JvmStatic
    public fun getClickStreamConfiguration(): ClickstreamConfiguration =
        instance?.getClickStreamConfiguration() ?: ClickstreamConfiguration()

    private fun call(isConsent: Boolean = false, act: (ClickstreamInstance) -> Unit) {
        log.guard("A call") {
            val started = instance ?: synchronized(early) { instance ?: return wait(isConsent, act) }
            act(started)
        }
    }

    private fun wait(isConsent: Boolean, act: (ClickstreamInstance) -> Unit) {
        if (!early.add(isConsent, act)) log.warn("A call before init was dropped")
    }

    private fun adopt(started: ClickstreamInstance) = synchronized(early) {
        early.makeWith(started)
        instance = started
    }

    /** Names of events with a meaning of their own. */
    public object Event {
        public const val SCREEN_VIEW: String = "_screen_view"
    }

    /** Names of attributes with a meaning of their own. */
    public object Attr {
        public const val TRAFFIC_SOURCE_SOURCE: String = "_traffic_source_source"
        public const val TRAFFIC_SOURCE_MEDIUM: String = "_traffic_source_medium"
        public const val TRAFFIC_SOURCE_CAMPAIGN: String = "_traffic_source_campaign"
        public const val TRAFFIC_SOURCE_CAMPAIGN_ID: String = "_traffic_source_campaign_id"
        public const val TRAFFIC_SOURCE_TERM: String = "_traffic_source_term"
        public const val TRAFFIC_SOURCE_CONTENT: String = "_traffic_source_content"
        public const val TRAFFIC_SOURCE_CLID: String = "_traffic_source_clid"
        public const val TRAFFIC_SOURCE_CLID_PLATFORM: String = "_traffic_source_clid_platform"
        public const val APP_INSTALL_CHANNEL: String = "_app_install_channel"
        public const val SCREEN_NAME: String = "_screen_name"
        public const val SCREEN_UNIQUE_ID: String = "_screen_unique_id"
        public const val VALUE: String = "_value"
        public const val CURRENCY: String = "_currency"
    }

    /** Keys of items that have columns of their own. */
    public object Item {
        public const val ITEM_ID: String = "id"
        public const val ITEM_NAME: String = "name"
        public const val LOCATION_ID: String = "location_id"
        public const val ITEM_BRAND: String = "brand"
        public const val CURRENCY: String = "currency"
        public const val PRICE: String = "price"
        public const val QUANTITY: String = "quantity"
        public const val CREATIVE_NAME: String = "creative_name"
        public const val CREATIVE_SLOT: String = "creative_slot"
        public const val ITEM_CATEGORY: String = "category"
        public const val ITEM_CATEGORY2: String = "category2"
        public const val ITEM_CATEGORY3: String = "category3"
        public const val ITEM_CATEGORY4: String = "category4"
        public const val ITEM_CATEGORY5: String = "category5"
    }
}
