using AiProxy.Cdk.Functions;
using AiProxy.Cdk.Settings;

namespace AiProxy.Cdk.Tests.Functions;

public sealed class FunctionPackageTests : IDisposable
{
    private const byte X64 = 62;
    private readonly Deployment _deployment = new();

    private FunctionPackage Package => new("Merge", _deployment.FolderOf("Merge"));

    public void Dispose() => _deployment.Dispose();

    [Fact]
    public void ProblemFor_WholePackage_IsNone()
    {
        Assert.Null(Package.ProblemFor(FunctionRuntime.DotNet10));
        Assert.Null(Package.ProblemFor(FunctionRuntime.ProvidedAl2023));
    }

    [Fact]
    public void ProblemFor_MissingFolder_SaysTheCommand()
    {
        Directory.Delete(Package.Folder, recursive: true);
        string problem = Package.ProblemFor(FunctionRuntime.ProvidedAl2023)!;
        Assert.Contains(Package.Folder, problem, StringComparison.Ordinal);
        Assert.Contains("'cdk/publish provided.al2023'", problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("AiProxy.Merge.dll")]
    [InlineData("AiProxy.Merge.runtimeconfig.json")]
    [InlineData("AiProxy.Merge.deps.json")]
    public void ProblemFor_ManagedPackageWithoutAFile_NamesIt(string file)
    {
        File.Delete(Path.Combine(Package.Folder, file));
        Assert.Contains($"has no {file}", Package.ProblemFor(FunctionRuntime.DotNet10), StringComparison.Ordinal);
    }

    [Fact]
    public void ProblemFor_NativePackageWithoutBootstrap_NamesIt()
    {
        File.Delete(Path.Combine(Package.Folder, "bootstrap"));
        Assert.Contains("has no bootstrap", Package.ProblemFor(FunctionRuntime.ProvidedAl2023), StringComparison.Ordinal);
    }

    [Fact]
    public void ProblemFor_BootstrapForAnotherMachine_IsRefused()
    {
        _deployment.WriteBootstrap("Merge", X64);
        Assert.Contains("is not a Linux arm64 program", Package.ProblemFor(FunctionRuntime.ProvidedAl2023), StringComparison.Ordinal);
    }

    [Fact]
    public void ProblemFor_BootstrapThatIsAScript_IsRefused()
    {
        File.WriteAllText(Path.Combine(Package.Folder, "bootstrap"), "#!/bin/sh\nexec ./AiProxy.Merge\n");
        Assert.Contains("is not a Linux arm64 program", Package.ProblemFor(FunctionRuntime.ProvidedAl2023), StringComparison.Ordinal);
    }
}
