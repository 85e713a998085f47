using AiProxy.Contracts.Routes;
using Amazon.AppConfigData;
using Microsoft.Extensions.DependencyInjection;

namespace AiProxy.Storage.Routes;

/// <summary>Chooses where a function's routes come from.</summary>
public static class RouteSources
{
    /// <summary>
    /// Registers AppConfig's routes where <c>ROUTES_APPCONFIG</c> names a configuration (<c>application/environment/profile</c>), else the file that
    /// <c>AIPROXY_ROUTES</c> names, else <c>routes.json</c> beside the binary. They are read when the source is first resolved.
    /// </summary>
    /// <param name="services">What to add to.</param>
    /// <param name="options">What the function knows that the routes do not say; null: nothing.</param>
    public static IServiceCollection AddRoutes(this IServiceCollection services, RouteTableOptions? options = null) =>
        services.AddSingleton(_ => FromEnvironment(options));

    private static IRouteSource FromEnvironment(RouteTableOptions? options)
    {
        if (Environment.GetEnvironmentVariable(ConfigurationName.Variable) is not { Length: > 0 } text)
        {
            return new FixedRouteSource(RoutesFile.Load(options));
        }
        ConfigurationName name = ConfigurationName.Parse(text);
        var appConfig = new AmazonAppConfigDataClient(new AmazonAppConfigDataConfig { MaxErrorRetry = 1 });
        return LiveRoutes.Load(
            new ConfigurationSession(appConfig, name), name, options, TimeProvider.System, () => File.Exists(RoutesFile.Path) ? RoutesFile.Load(options) : null);
    }
}
