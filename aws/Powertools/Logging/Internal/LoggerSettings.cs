using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using AWS.Lambda.Powertools.Common;
using Microsoft.Extensions.Logging;

namespace AWS.Lambda.Powertools.Logging.Internal;

/// <summary>Attribute, configuration and environment made into one, once for each pair of the first two.</summary>
internal sealed class LoggerSettings
{
    private static readonly ConditionalWeakTable<PowertoolsLoggerConfiguration, LoggerSettings> Plain = [];
    private static readonly ConditionalWeakTable<PowertoolsLoggerConfiguration, ConditionalWeakTable<LoggingAttribute, LoggerSettings>>
        Attributed = [];

    private LoggerSettings(PowertoolsLoggerConfiguration configuration, LoggingAttribute? attribute)
    {
        var variable = configuration.Variable;
        Service = NonEmpty(attribute?.Service) ?? NonEmpty(configuration.Service)
            ?? NonEmpty(variable("POWERTOOLS_SERVICE_NAME")) ?? "service_undefined";
        SamplingRate = Math.Clamp(FirstSet(attribute?.SamplingRate, configuration.SamplingRate, Number(variable("POWERTOOLS_LOGGER_SAMPLE_RATE"))), 0, 1);
        Naming = LogNaming.For(Case(attribute, configuration, variable("POWERTOOLS_LOGGER_CASE")));
        LogEvent = attribute is { IsLogEventSet: true } ? attribute.LogEvent : IsTrue(variable("POWERTOOLS_LOGGER_LOG_EVENT"));
        Buffering = configuration.LogBuffering;
        JsonOptions = configuration.JsonOptions;
        TimestampFormat = configuration.TimestampFormat ?? "o";
        Output = configuration.LogOutput;
        Time = configuration.Time;
        Sampler = configuration.Sampler;

        var own = Level(attribute?.LogLevel) ?? Level(configuration.MinimumLogLevel) ?? Level(variable("POWERTOOLS_LOG_LEVEL"));
        var lambda = LambdaLevel(variable("AWS_LAMBDA_LOG_LEVEL"));
        Minimum = lambda ?? own ?? LogLevel.Information;
        LevelKey = lambda is not null && Naming.Case == LoggerOutputCase.PascalCase ? "LogLevel" : "Level";
        if (own < lambda)
        {
            Output.WriteLine(
                $"Current log level ({own}) does not match AWS Lambda Advanced Logging Controls minimum log level ({lambda}). "
                + "This can lead to data loss, consider adjusting them.");
        }
    }

    public string Service { get; }

    public LogLevel Minimum { get; }

    public double SamplingRate { get; }

    public LogNaming Naming { get; }

    public bool LogEvent { get; }

    public LogBufferingOptions? Buffering { get; }

    public JsonSerializerOptions? JsonOptions { get; }

    public string TimestampFormat { get; }

    public IConsoleWrapper Output { get; }

    public TimeProvider Time { get; }

    public Func<double> Sampler { get; }

    public string LevelKey { get; }

    public static LoggerSettings Of(PowertoolsLoggerConfiguration configuration, LoggingAttribute? attribute) => attribute is null
        ? Plain.GetValue(configuration, static c => new LoggerSettings(c, null))
        : Attributed.GetValue(configuration, static _ => []).GetValue(attribute, a => new LoggerSettings(configuration, a));

    public bool IsBuffered(LogLevel level) => Buffering is not null && level <= Buffering.BufferAtLogLevel;

    private static LoggerOutputCase Case(LoggingAttribute? attribute, PowertoolsLoggerConfiguration configuration, string? variable)
    {
        if (attribute is { LoggerOutputCase: not LoggerOutputCase.Default })
            return attribute.LoggerOutputCase;
        if (configuration.LoggerOutputCase != LoggerOutputCase.Default)
            return configuration.LoggerOutputCase;
        return Enum.TryParse<LoggerOutputCase>(variable, ignoreCase: true, out var parsed) && parsed != LoggerOutputCase.Default
            ? parsed
            : LoggerOutputCase.SnakeCase;
    }

    private static string? NonEmpty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;

    private static bool IsTrue(string? text) => string.Equals(text, "true", StringComparison.OrdinalIgnoreCase) || text == "1";

    private static double Number(string? text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : 0;

    private static double FirstSet(params ReadOnlySpan<double?> rates)
    {
        foreach (var rate in rates)
        {
            if (rate > 0)
                return rate.Value;
        }

        return 0;
    }

    private static LogLevel? Level(LogLevel? level) => level is null or LogLevel.None ? null : level;

    private static LogLevel? Level(string? text) =>
        Enum.TryParse<LogLevel>(text, ignoreCase: true, out var level) ? Level(level) : LambdaLevel(text);

    private static LogLevel? LambdaLevel(string? text) => text?.ToUpperInvariant() switch
    {
        "TRACE" => LogLevel.Trace,
        "DEBUG" => LogLevel.Debug,
        "INFO" => LogLevel.Information,
        "WARN" => LogLevel.Warning,
        "ERROR" => LogLevel.Error,
        "FATAL" => LogLevel.Critical,
        _ => null,
    };
}
