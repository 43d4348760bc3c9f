pluginManagement {
    repositories {
        google()
        mavenCentral()
        gradlePluginPortal()
    }
}

dependencyResolutionManagement {
    repositories {
        google()
        mavenCentral()
    }
}

rootProject.name = "millstream-sample"
include(":app")
// The SDK as it stands in this repository; an app of yours names the published artefact only.
includeBuild("../../android")
