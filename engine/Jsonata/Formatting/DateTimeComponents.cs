namespace AiProxy.Jsonata.Formatting;

/// <summary>The value of a component specifier, such as <c>Y</c> or <c>W</c>, for a point in time.</summary>
internal static class DateTimeComponents
{
    private const double MillisInWeek = CivilTime.MillisInDay * 7.0;

    public static readonly string[] Days = ["", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

    public static readonly string[] Months =
    [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
    ];

    /// <summary>The numeric value; NaN for components that are no numbers.</summary>
    public static double Get(CivilTime time, char component) => component switch
    {
        'Y' => time.Year,
        'M' => time.Month,
        'D' => time.Day,
        'd' => ((CivilTime.ToMillis(time.Year, time.Month, time.Day) - CivilTime.ToMillis(time.Year, 1, 1)) / CivilTime.MillisInDay) + 1,
        'F' => time.DayOfWeek,
        'W' => WeekInYear(time),
        'w' => WeekInMonth(time),
        'X' => WeekYear(time),
        'x' => WeekMonth(time),
        'H' => time.Hour,
        'h' => time.Hour % 12 == 0 ? 12 : time.Hour % 12,
        'P' => time.Hour >= 12 ? 1 : 0,
        'm' => time.Minute,
        's' => time.Second,
        'f' => time.Millisecond,
        _ => double.NaN,
    };

    /// <summary>The Monday of the week that has the year's or month's first Thursday.</summary>
    private static long StartOfFirstWeek(long year, int month)
    {
        var first = CivilTime.ToMillis(year, month, 1);
        var dayOfWeek = CivilTime.FromMillis(first)?.DayOfWeek ?? 1;
        return dayOfWeek > 4 ? first + ((8 - dayOfWeek) * CivilTime.MillisInDay) : first - ((dayOfWeek - 1) * CivilTime.MillisInDay);
    }

    private static double Weeks(long start, long end) => ((end - start) / MillisInWeek) + 1;

    private static double WeekInYear(CivilTime time)
    {
        var today = CivilTime.ToMillis(time.Year, time.Month, time.Day);
        var week = Weeks(StartOfFirstWeek(time.Year, 1), today);
        if (week > 52 && today >= StartOfFirstWeek(time.Year + 1, 1))
        {
            week = 1;
        }
        else if (week < 1)
        {
            week = Weeks(StartOfFirstWeek(time.Year - 1, 1), today);
        }

        return Math.Floor(week);
    }

    private static double WeekInMonth(CivilTime time)
    {
        var today = CivilTime.ToMillis(time.Year, time.Month, time.Day);
        var week = Weeks(StartOfFirstWeek(time.Year, time.Month), today);
        var (nextYear, nextMonth) = Next(time);
        var (previousYear, previousMonth) = Previous(time);
        if (week > 4 && today >= StartOfFirstWeek(nextYear, nextMonth))
        {
            week = 1;
        }
        else if (week < 1)
        {
            week = Weeks(StartOfFirstWeek(previousYear, previousMonth), today);
        }

        return Math.Floor(week);
    }

    private static double WeekYear(CivilTime time) =>
        time.Millis < StartOfFirstWeek(time.Year, 1) ? time.Year - 1
        : time.Millis >= StartOfFirstWeek(time.Year + 1, 1) ? time.Year + 1
        : time.Year;

    private static double WeekMonth(CivilTime time)
    {
        var (nextYear, nextMonth) = Next(time);
        return time.Millis < StartOfFirstWeek(time.Year, time.Month) ? Previous(time).Month
            : time.Millis >= StartOfFirstWeek(nextYear, nextMonth) ? nextMonth
            : time.Month;
    }

    private static (long Year, int Month) Next(CivilTime time) => time.Month == 12 ? (time.Year + 1, 1) : (time.Year, time.Month + 1);

    private static (long Year, int Month) Previous(CivilTime time) => time.Month == 1 ? (time.Year - 1, 12) : (time.Year, time.Month - 1);
}
