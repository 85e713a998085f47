using AiProxy.Cdk.Functions;
using AiProxy.Cdk.Settings;

namespace AiProxy.Cdk.Tests.Functions;

/// <summary>What the synthesis does before the stack is made; that it compiles is <c>.ci/fresh-stack</c>'s to show.</summary>
public sealed class PackagingTests : IDisposable
{
    private readonly Deployment _deployment = new();

    public void Dispose() => _deployment.Dispose();

    [Fact]
    public void Settings_NoArtifacts_HaveThemMade()
    {
        Assert.True(_deployment.Settings(("artifacts", "")).MakesPackages);
        Assert.False(_deployment.Settings().MakesPackages);
        // What a person has who changes nothing.
        Assert.True(StackSettings.Read(Deployment.Project.Context.GetValueOrDefault, Deployment.Project.Context.Keys, _deployment.Root).MakesPackages);
    }

    [Fact]
    public void Run_ArtifactsAreNamed_TakesThemAsTheyAre()
    {
        // There is no project to build in this folder: to try would fail.
        Packaging.Run(_deployment.Settings(), _deployment.Root);
        Assert.Null(new FunctionPackage("Merge", _deployment.FolderOf("Merge")).ProblemFor(FunctionRuntime.DotNet10));
    }

    [Fact]
    public void Run_BuildFails_SaysSo()
    {
        StackInputException e = Assert.Throws<StackInputException>(() => Packaging.Run(_deployment.Settings(("artifacts", "")), _deployment.Root));
        Assert.Equal("The functions could not be packaged; the reason is above.", e.Message);
    }

    [Fact]
    public void Run_NoRoutes_SaysWhereTheyWouldBe()
    {
        string missing = Path.Combine(_deployment.Root, "no.json");
        StackInputException e = Assert.Throws<StackInputException>(() => Packaging.Run(_deployment.Settings(("artifacts", ""), ("routes", missing)), _deployment.Root));
        Assert.Equal($"No routes file at '{missing}'; set context 'routes' to where it is.", e.Message);
    }

    [Fact]
    public void MakeEmpty_ForEitherRuntime_IsWholeForTheTemplate()
    {
        string folder = Path.Combine(_deployment.Root, "empty");
        Packaging.MakeEmpty(folder);
        FunctionPackage[] packages = [.. FunctionNames.Packages.Select(name => new FunctionPackage(name, Path.Combine(folder, name)))];
        Assert.All(packages, package => Assert.Null(package.ProblemFor(FunctionRuntime.DotNet10)));
        Assert.All(packages, package => Assert.Null(package.ProblemFor(FunctionRuntime.ProvidedAl2023)));
    }

    // Each way to package must package the same functions.
    [Fact]
    public void PublishProject_Packages_ThoseOfTheStack()
    {
        string project = File.ReadAllText(Path.Combine(Deployment.Project.Root, "cdk", "packaging", "publish.proj"));
        Assert.Contains($"<Function Include=\"{string.Join(';', FunctionNames.Packages)}\" />", project, StringComparison.Ordinal);
    }
}
