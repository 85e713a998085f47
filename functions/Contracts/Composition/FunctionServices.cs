using Microsoft.Extensions.DependencyInjection;

namespace AiProxy.Contracts.Composition;

/// <summary>
/// Lets a host that runs the functions in its own process replace what a Lambda would register (secrets, stores, clock). The generated wrappers
/// build their own container in a parameterless constructor, on AWS and here alike, so the replacement is ambient, and only while
/// <see cref="Use{T}"/> constructs one: two hosts in one process do not see each other.
/// </summary>
public static class FunctionServices
{
    private static readonly AsyncLocal<Action<IServiceCollection>?> Current = new();

    /// <summary>Constructs a function's wrapper with <paramref name="replace"/> applied after the function's own registrations.</summary>
    public static T Use<T>(Action<IServiceCollection> replace, Func<T> construct)
    {
        Action<IServiceCollection>? outer = Current.Value;
        Current.Value = replace;
        try
        {
            return construct();
        }
        finally
        {
            Current.Value = outer;
        }
    }

    /// <summary>The last line of every function's <c>ConfigureServices</c>; does nothing on AWS.</summary>
    public static void Apply(IServiceCollection services) => Current.Value?.Invoke(services);
}
