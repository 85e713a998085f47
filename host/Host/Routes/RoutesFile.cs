using AiProxy.Contracts.Routes;
using AiProxy.Host.Configuration;

namespace AiProxy.Host.Routes;

/// <summary>Reads the routes file.</summary>
internal static class RoutesFile
{
    /// <exception cref="StartupException">It cannot be read or used; the message lists everything wrong, each with file, line, column, pointer and remedy.</exception>
    public static RouteTable Load(string path, RouteTableOptions options)
    {
        try
        {
            return RouteTable.Parse(File.ReadAllBytes(path), path, options);
        }
        catch (RouteTableException e)
        {
            throw new StartupException($"The routes file has {Count(e.Diagnostics.Length)}:{Environment.NewLine}{e.Message}", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StartupException($"The routes file '{path}' cannot be read: {e.Message}", e);
        }
    }

    private static string Count(int errors) => errors == 1 ? "an error" : $"{errors} errors";
}
