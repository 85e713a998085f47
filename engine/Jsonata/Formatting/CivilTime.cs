namespace AiProxy.Jsonata.Formatting;

/// <summary>
/// Milliseconds since 1970 as date and time in UTC, over the whole range of JavaScript's Date, which is wider than that of DateTime.
/// </summary>
internal readonly struct CivilTime
{
    public const long MillisInDay = 86_400_000;
    private const double MaxMillis = 8.64e15;

    private readonly long _timeOfDay;

    private CivilTime(long millis)
    {
        Millis = millis;
        var days = FloorDiv(millis, MillisInDay);
        _timeOfDay = millis - (days * MillisInDay);
        (Year, Month, Day) = FromDays(days);
        DayOfWeek = (int)(FloorMod(days + 3, 7) + 1);
    }

    public long Millis { get; }

    public long Year { get; }

    /// <summary>1 to 12.</summary>
    public int Month { get; }

    public int Day { get; }

    /// <summary>1 is Monday, 7 Sunday.</summary>
    public int DayOfWeek { get; }

    public int Hour => (int)(_timeOfDay / 3_600_000);

    public int Minute => (int)(_timeOfDay / 60_000 % 60);

    public int Second => (int)(_timeOfDay / 1000 % 60);

    public int Millisecond => (int)(_timeOfDay % 1000);

    /// <summary>The time, or null if JavaScript's Date could not hold it.</summary>
    public static CivilTime? FromMillis(double millis) =>
        Math.Abs(millis) <= MaxMillis ? new CivilTime((long)Math.Truncate(millis)) : null;

    /// <summary>Milliseconds of a date; months and days beyond their range carry over.</summary>
    public static long ToMillis(long year, long month, long day)
    {
        year += FloorDiv(month - 1, 12);
        month = FloorMod(month - 1, 12) + 1;
        return (DaysTo(year, month) + day - 1) * MillisInDay;
    }

    // Days to civil dates and back over 400-year eras, after Howard Hinnant's chrono-compatible algorithms.
    private static long DaysTo(long year, long month)
    {
        year -= month <= 2 ? 1 : 0;
        var era = FloorDiv(year, 400);
        var yearOfEra = year - (era * 400);
        var dayOfYear = ((153 * (month + (month > 2 ? -3 : 9))) + 2) / 5;
        var dayOfEra = (yearOfEra * 365) + (yearOfEra / 4) - (yearOfEra / 100) + dayOfYear;
        return (era * 146_097) + dayOfEra - 719_468;
    }

    private static (long Year, int Month, int Day) FromDays(long days)
    {
        days += 719_468;
        var era = FloorDiv(days, 146_097);
        var dayOfEra = days - (era * 146_097);
        var yearOfEra = (dayOfEra - (dayOfEra / 1460) + (dayOfEra / 36_524) - (dayOfEra / 146_096)) / 365;
        var dayOfYear = dayOfEra - ((365 * yearOfEra) + (yearOfEra / 4) - (yearOfEra / 100));
        var shifted = ((5 * dayOfYear) + 2) / 153;
        var day = (int)(dayOfYear - (((153 * shifted) + 2) / 5) + 1);
        var month = (int)(shifted < 10 ? shifted + 3 : shifted - 9);
        return (yearOfEra + (era * 400) + (month <= 2 ? 1 : 0), month, day);
    }

    private static long FloorDiv(long a, long b) => (a / b) - (a % b < 0 ? 1 : 0);

    private static long FloorMod(long a, long b) => ((a % b) + b) % b;
}
