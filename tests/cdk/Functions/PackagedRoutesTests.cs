using AiProxy.Cdk.Functions;

namespace AiProxy.Cdk.Tests.Functions;

public sealed class PackagedRoutesTests : IDisposable
{
    private readonly Deployment _deployment = new();

    public void Dispose() => _deployment.Dispose();

    [Fact]
    public void Check_SameRoutes_Passes() => PackagedRoutes.Check(_deployment.Settings());

    [Fact]
    public void Check_PackageOlderThanRoutes_SaysToPublish()
    {
        File.AppendAllText(_deployment.RoutesFile, "\n");
        StackInputException e = Assert.Throws<StackInputException>(() => PackagedRoutes.Check(_deployment.Settings()));
        Assert.Contains("run 'cdk/publish dotnet10' after every change of the routes", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_PackageWithoutRoutes_SaysToPublish()
    {
        File.Delete(_deployment.PackagedRoutesFile);
        StackInputException e = Assert.Throws<StackInputException>(() => PackagedRoutes.Check(_deployment.Settings()));
        Assert.Contains("has no routes.json, which Validate reads", e.Message, StringComparison.Ordinal);
    }
}
