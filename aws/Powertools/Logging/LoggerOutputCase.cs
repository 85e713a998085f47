namespace AWS.Lambda.Powertools.Logging;

/// <summary>How keys are written.</summary>
public enum LoggerOutputCase
{
    /// <summary>What POWERTOOLS_LOGGER_CASE says, or snake case.</summary>
    Default = 0,

    /// <summary><c>functionName</c>.</summary>
    CamelCase = 1,

    /// <summary><c>FunctionName</c>.</summary>
    PascalCase = 2,

    /// <summary><c>function_name</c>.</summary>
    SnakeCase = 3,
}
