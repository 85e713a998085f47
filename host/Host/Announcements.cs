using AiProxy.Contracts.Routes;
using AiProxy.Host.Configuration;
using AiProxy.Host.Projects;

namespace AiProxy.Host;

/// <summary>
/// What the host says of itself: a JSON line in the log for every event and, unless the banner is off, text for people beside it, the
/// diagnostics in the form that editors and build logs turn into links.
/// </summary>
/// <param name="files">Where routes and workflows are.</param>
/// <param name="output">For people: the banner; null where it is off.</param>
/// <param name="error">For people: what is wrong; null where the banner is off.</param>
/// <param name="logger">The log.</param>
internal sealed partial class Announcements(ProjectFiles files, TextWriter? output, TextWriter? error, ILogger logger)
{
    /// <summary>The host listens.</summary>
    public void Started(ICollection<string> urls, RouteTable routes)
    {
        output?.WriteLine(Banner.Render(urls, files, routes));
        LogStarted(string.Join(", ", urls), routes.Models.Length, files.Routes, files.HasStateMachines ? files.StateMachines : "Step Functions");
        foreach (string url in urls.Where(url => !ListenAddress.IsLoopback(url)))
        {
            error?.WriteLine(Banner.ExposureWarning(url));
            LogExposed(url);
        }
    }

    /// <summary>What was found in the files that the host starts with.</summary>
    public void Loaded(ProjectStatus status) => List(status.Diagnostics);

    /// <summary>An edit is in force.</summary>
    /// <param name="status">What is in force now.</param>
    /// <param name="repaired">Whether the files had an error before.</param>
    public void Reloaded(ProjectStatus status, bool repaired)
    {
        List(status.Diagnostics);
        if (repaired)
        {
            error?.WriteLine($"Routes and workflows are good again and in force (revision {status.Revision}).");
            LogRepaired(status.Revision, status.Snapshot.Routes.Models.Length);
        }
        else
        {
            error?.WriteLine($"Routes and workflows were reloaded (revision {status.Revision}).");
            LogReloaded(status.Revision, status.Snapshot.Routes.Models.Length);
        }
    }

    /// <summary>An edit cannot be used.</summary>
    public void Kept(ProjectStatus status)
    {
        List(status.Diagnostics);
        int errors = status.Diagnostics.Count(diagnostic => diagnostic.IsError);
        error?.WriteLine(
            $"The edit has {(errors == 1 ? "an error" : $"{errors} errors")}: the routes and workflows of revision {status.Revision} stay in force until it is corrected.");
        LogKept(status.Revision, errors);
    }

    private void List(IEnumerable<ProjectDiagnostic> diagnostics)
    {
        foreach (ProjectDiagnostic found in diagnostics)
        {
            if (error is not null)
            {
                error.WriteLine(found);
            }
            else
            {
                LogDiagnostic(
                    found.IsError ? LogLevel.Error : LogLevel.Warning, found.Message, found.Remedy, found.File, found.Line, found.Column, found.Code, found.Pointer);
            }
        }
    }

    [LoggerMessage(1, LogLevel.Information, "AiProxy listens on {Url} with {Models} models from {RoutesFile} and the workflows in {WorkflowsFolder}")]
    private partial void LogStarted(string url, int models, string routesFile, string workflowsFolder);

    [LoggerMessage(2, LogLevel.Warning, "{Url} can be reached from other machines, and this host has no authentication of its own")]
    private partial void LogExposed(string url);

    [LoggerMessage(3, LogLevel.Information, "Routes and workflows were reloaded (revision {Revision}, {Models} models)")]
    private partial void LogReloaded(int revision, int models);

    [LoggerMessage(4, LogLevel.Information, "Routes and workflows are good again and in force (revision {Revision}, {Models} models)")]
    private partial void LogRepaired(int revision, int models);

    [LoggerMessage(5, LogLevel.Error, "Routes or workflows were edited and cannot be used: revision {Revision} stays in force ({Errors} errors)")]
    private partial void LogKept(int revision, int errors);

    [LoggerMessage(EventId = 6, Message = "{Problem}. {Remedy} ({File}, line {Line}, column {Column}, {Code} at {Pointer})")]
    private partial void LogDiagnostic(LogLevel level, string problem, string remedy, string file, int line, int column, string code, string pointer);
}
