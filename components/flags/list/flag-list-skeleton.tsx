import { Card } from "@/components/ui/card";
import { LoadingRegion, Skeleton } from "@/components/ui/page/skeleton";

const NAME_WIDTHS = ["w-40", "w-52", "w-36", "w-44", "w-48", "w-32", "w-44", "w-40"];

export function FlagListSkeleton() {
  return (
    <LoadingRegion label="Loading flags">
      <Skeleton className="mb-3 h-8 w-full sm:w-72" />
      <Card>
        {NAME_WIDTHS.map((width, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: placeholders have no identity
          <div key={index} className="flex min-h-16 items-center gap-4 border-line border-b px-4 last:border-b-0">
            <Skeleton className="h-5 w-9 rounded-full" />
            <div className="flex flex-1 flex-col gap-2">
              <Skeleton className={`h-4 ${width}`} />
              <Skeleton className="h-3 w-28" />
            </div>
            <Skeleton className="hidden h-4 w-72 lg:block" />
          </div>
        ))}
      </Card>
    </LoadingRegion>
  );
}
