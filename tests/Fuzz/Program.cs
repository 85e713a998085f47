using System.Globalization;
using AiProxy.Fuzz.Tests;
using Xunit.MicrosoftTestingPlatform;
using Xunit.Runner.InProc.SystemConsole;

// "run MINUTES [SEED]" looks for inputs that break the engine; everything else is for the test runner.
return args switch
{
    ["run", var minutes] => LongRun.Run(double.Parse(minutes, CultureInfo.InvariantCulture), Environment.TickCount),
    ["run", var minutes, var seed] => LongRun.Run(double.Parse(minutes, CultureInfo.InvariantCulture), int.Parse(seed, CultureInfo.InvariantCulture)),
    ["one", var target, var file] => LongRun.RunOne(target, file),
    _ when args.Any(argument => argument is "--server" or "--internal-msbuild-node") =>
        await TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions),
    _ => await ConsoleRunner.Run(args),
};
