package io.millstream.analytics.device

import android.annotation.SuppressLint
import android.content.Context
import android.content.pm.PackageInfo
import android.os.Build
import android.provider.Settings
import android.telephony.TelephonyManager
import java.util.Locale
import java.util.TimeZone

/** Facts as Android tells them; what it does not tell is `UNKNOWN`. */
internal class AndroidFacts(private val context: Context, private val network: NetworkState) : DeviceFacts {
    override val osVersion: String = Build.VERSION.RELEASE ?: UNKNOWN

    private val packageInfo: PackageInfo? =
        runCatching { context.packageManager.getPackageInfo(context.packageName, 0) }.getOrNull()
    override val appVersion: String = packageInfo?.versionName ?: UNKNOWN
    private val appTitle: String =
        runCatching { context.applicationInfo.loadLabel(context.packageManager).toString() }.getOrDefault("")
    private val carrier: String = runCatching {
        (context.getSystemService(Context.TELEPHONY_SERVICE) as? TelephonyManager)?.networkOperatorName
    }.getOrNull()?.takeIf { it.isNotEmpty() } ?: UNKNOWN

    @SuppressLint("HardwareIds") // The protocol's device id: Android's own, so that several SDKs of an app agree.
    override fun androidId(): String? = runCatching {
        Settings.Secure.getString(context.contentResolver, Settings.Secure.ANDROID_ID)
    }.getOrNull()?.takeIf { it.isNotEmpty() }

    override fun topLevel(nowMs: Long): Map<String, Any> {
        val locale = Locale.getDefault()
        val screen = context.resources.displayMetrics
        return mapOf(
            "os_version" to osVersion,
            "make" to Build.MANUFACTURER.orEmpty(),
            "brand" to Build.BRAND.orEmpty(),
            "model" to Build.MODEL.orEmpty(),
            "carrier" to carrier,
            "network_type" to network.type(),
            "locale" to locale.toString(),
            "system_language" to locale.language.ifEmpty { UNKNOWN },
            "country_code" to locale.country.ifEmpty { UNKNOWN },
            "zone_offset" to TimeZone.getDefault().getOffset(nowMs),
            "screen_width" to screen.widthPixels,
            "screen_height" to screen.heightPixels,
            "app_version" to appVersion,
            "app_package_name" to context.packageName,
            "app_title" to appTitle,
        )
    }

    private companion object {
        const val UNKNOWN = "UNKNOWN"
    }
}
