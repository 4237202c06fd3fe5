package io.jangteo.point;

/** Why a balance changed. */
public enum PointKind {
    CHARGE,
    SPEND,
    REFUND,
    ADJUST
}
