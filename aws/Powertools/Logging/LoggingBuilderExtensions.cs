using AWS.Lambda.Powertools.Logging.Internal;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AWS.Lambda.Powertools.Logging;

/// <summary>Lets <c>ILogger</c>s write Powertools' lines.</summary>
public static class LoggingBuilderExtensions
{
    /// <summary>Adds the provider, which writes as <see cref="Logger"/> is configured to.</summary>
    /// <param name="builder">The logging to add to.</param>
    /// <param name="configure">Configures <see cref="Logger"/>, for the whole process.</param>
    public static ILoggingBuilder AddPowertoolsLogger(
        this ILoggingBuilder builder, Action<PowertoolsLoggerConfiguration>? configure = null)
    {
        if (configure is not null)
            Logger.Configure(configure);
        builder.Services.AddSingleton<ILoggerProvider>(new PowertoolsLoggerProvider(() => Logger.Configuration));
        return builder;
    }

    /// <summary>Makes a logger that writes as <see cref="Logger"/> is configured to.</summary>
    public static ILogger CreatePowertoolsLogger(this ILoggerFactory factory) => factory.CreateLogger(Logger.Category);
}
