using AiProxy.Contracts.Routes;
using AiProxy.Storage.Routes;

namespace AiProxy.Storage.Tests.Routes;

public sealed class RoutesFileTests
{
    [Fact]
    public void Load_FileNamedByTheEnvironment_IsRead()
    {
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, """{ "providers": { "openai": {} }, "routes": { "mine": { "targets": ["openai/a"] } } }""");
            Environment.SetEnvironmentVariable(RoutesFile.Variable, path);
            Assert.Equal(["mine"], RoutesFile.Load(null).Models.Select(model => model.Id));

            File.WriteAllText(path, "{}");
            Assert.Contains("missing_member", Assert.Throws<RouteTableException>(() => RoutesFile.Load(null)).Message, StringComparison.Ordinal);

            Environment.SetEnvironmentVariable(RoutesFile.Variable, path + ".none");
            Assert.Contains(RoutesFile.Variable, Assert.Throws<FileNotFoundException>(() => RoutesFile.Load(null)).Message, StringComparison.Ordinal);
        }
        finally
        {
            Environment.SetEnvironmentVariable(RoutesFile.Variable, null);
            File.Delete(path);
        }
    }
}
