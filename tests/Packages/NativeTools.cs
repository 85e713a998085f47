namespace AiProxy.Packages.Tests;

/// <summary>What compiling ahead of time needs beside the SDK.</summary>
/// <seealso href="https://learn.microsoft.com/dotnet/core/deploying/native-aot/#prerequisites"/>
internal static class NativeTools
{
    /// <summary>Where the machine keeps packages, the compiler's too if it was needed before.</summary>
    public static string PackageCache { get; } = Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } folder
        ? folder
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    /// <summary>Skips the test where something is missing; with <c>CI=true</c> fails it.</summary>
    public static void Require()
    {
        var missing = OperatingSystem.IsWindows() ? null
            : !IsOnPath("clang") && !IsOnPath("gcc") ? "clang or gcc"
            : OperatingSystem.IsLinux() && !File.Exists("/usr/include/zlib.h") ? "zlib's headers (zlib1g-dev)"
            : null;
        var reason = $"A native program needs {missing}, which this machine does not have.";
        if (string.Equals(Environment.GetEnvironmentVariable("CI"), "true", StringComparison.OrdinalIgnoreCase))
        {
            Assert.True(missing is null, reason);
        }

        Assert.SkipWhen(missing is not null, reason);
    }

    private static bool IsOnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));
}
