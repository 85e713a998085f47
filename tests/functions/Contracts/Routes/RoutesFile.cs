using System.Collections.Immutable;
using System.Text;
using AiProxy.Contracts.Routes;

namespace AiProxy.Contracts.Tests.Routes;

/// <summary>Routes files for tests.</summary>
internal static class RoutesFile
{
    public const string Providers = """
        "providers": { "openai": {}, "anthropic": {}, "gemini": {} }
        """;

    public static string WithRoute(string route, string defaults = "{}") =>
        $$"""{ {{Providers}}, "defaults": {{defaults}}, "routes": { "chat": {{route}} } }""";

    public static RouteTable Parse(string json, RouteTableOptions? options = null) => RouteTable.Parse(Encoding.UTF8.GetBytes(json), "routes.json", options);

    public static ImmutableArray<RouteDiagnostic> Diagnose(string json, RouteTableOptions? options = null)
    {
        bool good = RouteTable.TryParse(Encoding.UTF8.GetBytes(json), "routes.json", options, out RouteTable? table, out ImmutableArray<RouteDiagnostic> diagnostics);
        Assert.Equal(good, table is not null);
        Assert.Equal(good, diagnostics.IsEmpty);
        return diagnostics;
    }

    /// <summary>The nearest folder upwards that holds <paramref name="name"/>: the repository's root.</summary>
    public static byte[] ReadFromRoot(string name)
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string path = Path.Combine(folder.FullName, name);
            if (File.Exists(path) && File.Exists(Path.Combine(folder.FullName, "AiProxy.sln")))
            {
                return File.ReadAllBytes(path);
            }
        }
        throw new FileNotFoundException(name);
    }
}
