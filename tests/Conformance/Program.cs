using AiProxy.Conformance.Tests;
using AiProxy.Conformance.Tests.Coverage;
using AiProxy.Conformance.Tests.Reports;
using Xunit.MicrosoftTestingPlatform;
using Xunit.Runner.InProc.SystemConsole;

// "asl" and "jsonata" print a table and write a report, "coverage" writes docs/engine-coverage.md; everything else is for the test runner.
return args switch
{
    ["asl", .. var rest] => Command.Run(rest, "--cases", SharedFolder.Asl, AslReport.Create),
    ["coverage", .. var rest] => CoveragePage.Write(rest),
    ["jsonata", .. var rest] => Command.Run(rest, "--suite", SharedFolder.Jsonata, JsonataReport.Create),
    _ when args.Any(argument => argument is "--server" or "--internal-msbuild-node") =>
        await TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions),
    _ => await ConsoleRunner.Run(args),
};
