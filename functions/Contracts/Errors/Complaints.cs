namespace AiProxy.Contracts.Errors;

/// <summary>Answering complaints over HTTP.</summary>
public static class Complaints
{
    /// <summary>OpenAI's shape has one message and one <c>param</c>: the first complaint is named precisely, the others are counted and pointed at.</summary>
    /// <param name="complaints">At least one.</param>
    public static OpenAiError ToError(this IReadOnlyList<Complaint> complaints)
    {
        Complaint first = complaints[0];
        string[] pointers = [.. complaints.Skip(1).Select(complaint => complaint.Pointer).Distinct()];
        string others = (complaints.Count - 1) switch
        {
            0 => "",
            1 => $" One more problem: {pointers[0]}.",
            int more => $" {more} more problems: {string.Join(", ", pointers.Take(5))}{(pointers.Length > 5 ? " ..." : ".")}",
        };
        return new OpenAiError
        {
            Status = first.Status,
            Type = "invalid_request_error",
            Code = first.Code,
            Param = first.Pointer,
            Message = first.Text + others,
        };
    }
}
