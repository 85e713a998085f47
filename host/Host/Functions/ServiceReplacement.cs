using Microsoft.Extensions.DependencyInjection.Extensions;

namespace AiProxy.Host.Functions;

/// <summary>Puts the host's own object in the place of whatever a function registered.</summary>
internal static class ServiceReplacement
{
    public static IServiceCollection ReplaceWith<T>(this IServiceCollection services, T instance)
        where T : class =>
        services.Replace(ServiceDescriptor.Singleton(instance));
}
