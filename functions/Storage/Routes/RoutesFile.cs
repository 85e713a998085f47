using AiProxy.Contracts.Routes;

namespace AiProxy.Storage.Routes;

/// <summary>The routes file that is deployed with the function.</summary>
internal static class RoutesFile
{
    /// <summary>Names another file than the one beside the binary.</summary>
    public const string Variable = "AIPROXY_ROUTES";

    public static string Path => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named
        ? named
        : System.IO.Path.Combine(AppContext.BaseDirectory, "routes.json");

    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="RouteTableException">The file is wrong.</exception>
    public static RouteTable Load(RouteTableOptions? options)
    {
        string path = Path;
        if (!File.Exists(path))
        {
            throw new FileNotFoundException($"There is no routes file at '{path}': deploy one beside the binary, or name it in {Variable}.", path);
        }
        return RouteTable.Parse(File.ReadAllBytes(path), path, options);
    }
}
